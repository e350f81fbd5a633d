/// How a program ends.
public enum ExitStatus: Int32, Sendable {
  case green = 0, notGreen, usage, badText, environment, internalError
}

/// The program ends here: the code, and what to say on standard error.
struct Stop: Error {
  var status: ExitStatus
  var message: String
  init(_ status: ExitStatus, _ message: String) { (self.status, self.message) = (status, message) }
}
