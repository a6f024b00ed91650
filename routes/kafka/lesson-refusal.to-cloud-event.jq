# A record that is no lesson → a CloudEvent with the reason, what to correct, and the record as it came.
{
  specversion: "1.0",
  id: "quarantine/\(.record)",
  source: "\(variable("publicUrl"))/lessons",
  type: "org.convene.quarantine.lesson",
  subject: .record,
  time: .at,
  datacontenttype: "application/json",
  data: ({ reason } + (if .errors then { errors } else {} end) + { key, record: .value })
}
