# A booking → the room as Teleboss should have it (teleboss.md D1, POST and PUT rooms).
# In: the wanted document, its settings complete. The marker at the end of the name lets us find the room again.
# isPublic false: only people with a personal link come in. Type is never changed later, the vendor advises against it.
.settings as $s
| {
    name: "\(.title) #\(variable("marker"))",
    type: (if .type == "webinar" then "webinar" else "lesson" end),
    isPublic: $s.public,
    isChatAllowed: $s.chat,
    isRecordAllowed: .recording,
    isAutoRecordingAllowed: (.recording and $s.autoRecording),
    isMicrophonePublishingAllowed: $s.microphone,
    isCameraPublishingAllowed: $s.camera,
    isScreenMediaPublishingAllowed: $s.screenSharing,
    isScreensharingAllowed: $s.screenSharing,
    isAvatarsAllowed: $s.avatars,
    isSelfRenamingAllowed: $s.selfRenaming,
    isHandRaisingAllowed: $s.handRaising,
    isRemoteDrawingAllowed: $s.remoteDrawing,
    waitingRoomAudience: $s.waitingRoom
  }
  + (if $s.redirectUrl then { redirectUrl: $s.redirectUrl } else {} end)
