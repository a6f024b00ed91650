# The answer to a command → a CloudEvent. Its id is that of the record: whoever hears it twice can tell.
{
  specversion: "1.0",
  id: "reply/\(variable("record"))",
  source: "\(variable("publicUrl"))/terminals/\(variable("terminal") | @uri)",
  type: "org.convene.terminal.reply",
  subject: variable("terminal"),
  time: variable("now"),
  causationid: variable("commandId"),
  datacontenttype: "application/json",
  data: ({ command: variable("commandId"), method: variable("method") } + .)
}
