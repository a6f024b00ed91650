# A settled call, its document and revision → a CloudEvent. Its id is that of the revision: whoever hears it twice can tell.
{
  specversion: "1.0",
  id: "call/\(.gcid)/\(.revision)",
  source: "\(variable("publicUrl"))/phone/calls",
  type: (if .revision > 1 then "org.convene.call.amended" else "org.convene.call.ended" end),
  subject: .gcid,
  time: (.endedAt // .startedAt),
  datacontenttype: "application/json",
  data: .
}
