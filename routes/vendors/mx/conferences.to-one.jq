# The conferences there are → the one in the variable roomId, or {failure, reason}.
variable("roomId") as $id
| map(select((.Id | tostring) == $id)) | first
| if . == null then { failure: "not-found", reason: "The phone system has no conference \($id)" } else . end
