# A command that cannot be understood → a CloudEvent with the reason, what to correct, and the record as it came.
{
  specversion: "1.0",
  id: "quarantine/\(variable("record"))",
  source: "\(variable("publicUrl"))/terminals",
  type: "org.convene.quarantine.terminal-command",
  subject: variable("record"),
  time: variable("now"),
  datacontenttype: "application/json",
  data: .
}
