// `jsexec-http`: makes the HTTP requests of a hub, which starts it and talks to it over its standard streams (see `HTTPFrames`).

import Foundation
import HTTPFrames

signal(SIGPIPE, SIG_IGN)

let session = RequestSession()
var frames = FrameReader {
    // Blocks until there is something.
    let data = FileHandle.standardInput.availableData
    return Array(data)
}
while let frame = frames.next() {
    switch frame.kind {
    case .start: session.start(frame)
    case .cancel: session.cancel(frame.exchange)
    default: exit(2)
    }
}
