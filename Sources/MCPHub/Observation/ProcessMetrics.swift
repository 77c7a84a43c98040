// The numbers of this process.

extension ProcessUsage {
    /// Writes it under the names that programs watched by Prometheus share.
    func write(to text: inout MetricsText) {
        text.family("process_cpu_seconds_total", .counter, "Time on processors.")
        text.sample("process_cpu_seconds_total", processorSeconds)
        let gauges: [(name: String, help: String, value: Double?)] = [
            ("process_resident_memory_bytes", "Memory that is in use.", residentBytes),
            ("process_virtual_memory_bytes", "Memory that is mapped, used or not.", virtualBytes),
            ("process_threads", "Threads of the operating system.", threads),
            ("process_open_fds", "Open descriptors.", openDescriptors),
        ]
        for gauge in gauges {
            if let value = gauge.value { text.gauge(gauge.name, gauge.help, value) }
        }
    }
}
