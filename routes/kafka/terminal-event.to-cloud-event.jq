# What a terminal said → a CloudEvent. Numbers begin anew with the hub, so the time it was heard belongs to its id.
{
  specversion: "1.0",
  id: "\(variable("terminal"))/\(variable("eventAt"))/\(variable("eventNumber"))",
  source: "\(variable("publicUrl"))/terminals/\(variable("terminal") | @uri)",
  type: "org.convene.terminal.\(variable("event"))",
  subject: variable("terminal"),
  time: variable("eventAt"),
  datacontenttype: "application/json",
  data: .
}
