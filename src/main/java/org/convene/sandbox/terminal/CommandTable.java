package org.convene.sandbox.terminal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which part of a terminal does which command; what none does is answered with the fields the document shows. */
final class CommandTable {

    private final Map<String, Consumer<Order>> acts = new HashMap<>();

    CommandTable() {
        signIn();
        calls();
        devices();
        show();
        files();
        talk();
        council();
        cameras();
        housekeeping();
    }

    void act(String method, Order order) {
        Consumer<Order> act = acts.get(method);
        if (act != null) {
            act.accept(order);
        }
    }

    /** A part of the terminal's scene that does commands. */
    private <P> BiConsumer<String, BiConsumer<P, Order>> part(Function<Scene, P> part) {
        return (method, act) ->
                on(method, order -> act.accept(part.apply(order.terminal().scene()), order));
    }

    private void on(String method, Consumer<Order> act) {
        Phrasebook.standard().find(method).orElseThrow(() -> new IllegalStateException("No command " + method));
        acts.put(method, act);
    }

    private void signIn() {
        on("auth", SignIn::auth);
        on("setUsedApiVersion", SignIn::setUsedApiVersion);
        on("setAuthParams", SignIn::setAuthParams);
        on("clearTokens", SignIn::clearTokens);
        on("getAuthInfo", SignIn::getAuthInfo);
        on("getTokenForHttpServer", SignIn::getTokenForHttpServer);
        on("getAppState", order -> order.terminal().scene().getAppState(order));
        BiConsumer<String, BiConsumer<ServerLink, Order>> server = part(Scene::server);
        server.accept("connectToServer", ServerLink::connectToServer);
        server.accept("connectToService", ServerLink::connectToService);
        server.accept("login", ServerLink::login);
        server.accept("logout", ServerLink::logout);
        server.accept("getConnected", ServerLink::getConnected);
        server.accept("getLogin", ServerLink::getLogin);
        server.accept("getServerDomain", ServerLink::getServerDomain);
        BiConsumer<String, BiConsumer<Options, Order>> options = part(Scene::options);
        options.accept("getSettings", Options::getSettings);
        options.accept("setSettings", Options::setSettings);
    }

    private void calls() {
        BiConsumer<String, BiConsumer<Calls, Order>> calls = part(Scene::calls);
        calls.accept("call", Calls::call);
        calls.accept("accept", Calls::accept);
        calls.accept("reject", Calls::reject);
        calls.accept("hangUp", Calls::hangUp);
        calls.accept("createConference", Calls::createConference);
        calls.accept("inviteToConference", Calls::inviteToConference);
        calls.accept("getConferences", Calls::getConferences);
        calls.accept("getLastSelectedConference", Calls::getLastSelectedConference);
        calls.accept("getCallHistory", Calls::getCallHistory);
        calls.accept("setLastCallsViewed", Calls::setLastCallsViewed);
        calls.accept("getLastCallsViewTime", Calls::getLastCallsViewTime);
        calls.accept("clearCallHistory", Calls::clearCallHistory);
    }

    private void devices() {
        BiConsumer<String, BiConsumer<Devices, Order>> devices = part(Scene::devices);
        devices.accept("getMicMute", Devices::getMicMute);
        devices.accept("setMicMute", Devices::setMicMute);
        devices.accept("getVideoMute", Devices::getVideoMute);
        devices.accept("setVideoMute", Devices::setVideoMute);
        devices.accept("getAudioMute", Devices::getAudioMute);
        devices.accept("setAudioMute", Devices::setAudioMute);
        devices.accept("getModes", Devices::getModes);
        devices.accept("setModes", Devices::setModes);
        devices.accept("testAudioCapturerStart", Devices::testAudioCapturerStart);
        devices.accept("testAudioCapturerStop", Devices::testAudioCapturerStop);
        devices.accept("setAppSndDev", Devices::setAppSndDev);
        devices.accept("setOutputSelfVideoRotateAngle", Devices::setOutputSelfVideoRotateAngle);
        devices.accept("getOutputSelfVideoRotateAngle", Devices::getOutputSelfVideoRotateAngle);
        BiConsumer<String, BiConsumer<Layout, Order>> layout = part(Scene::layout);
        layout.accept("changeVideoMatrix", Layout::changeVideoMatrix);
        layout.accept("getVideoMatrix", Layout::getVideoMatrix);
        layout.accept("moveVideoSlotToMonitor", Layout::moveVideoSlotToMonitor);
        layout.accept("removeVideoSlotFromMonitor", Layout::removeVideoSlotFromMonitor);
        layout.accept("changeCurrentMonitor", Layout::changeCurrentMonitor);
    }

    private void show() {
        BiConsumer<String, BiConsumer<Slides, Order>> slides = part(Scene::slides);
        slides.accept("addSlide", Slides::addSlide);
        slides.accept("removeSlide", Slides::removeSlide);
        slides.accept("setSlidePosition", Slides::setSlidePosition);
        slides.accept("startSlideShow", Slides::startSlideShow);
        slides.accept("stopSlideShow", Slides::stopSlideShow);
        slides.accept("showSlide", Slides::showSlide);
        slides.accept("showNextSlide", Slides::showNextSlide);
        slides.accept("showPrevSlide", Slides::showPrevSlide);
        slides.accept("showFirstSlide", Slides::showFirstSlide);
        slides.accept("showLastSlide", Slides::showLastSlide);
        slides.accept("getSlideShowInfo", Slides::getSlideShowInfo);
        BiConsumer<String, BiConsumer<Showing, Order>> showing = part(Scene::showing);
        showing.accept("startBroadcastPicture", Showing::startBroadcastPicture);
        showing.accept("stopBroadcastPicture", Showing::stopBroadcastPicture);
        showing.accept("getBroadcastPicture", Showing::getBroadcastPicture);
        showing.accept("setBroadcastSelfie", Showing::setBroadcastSelfie);
        showing.accept("getBroadcastSelfie", Showing::getBroadcastSelfie);
        showing.accept("startCapture", Showing::startCapture);
        showing.accept("stopCapture", Showing::stopCapture);
    }

    private void files() {
        BiConsumer<String, BiConsumer<Files, Order>> files = part(Scene::files);
        files.accept("getFileList", Files::getFileList);
        files.accept("getFileInfo", Files::getFileInfo);
        files.accept("sendFile", Files::sendFile);
        files.accept("sendConferenceFile", Files::sendConferenceFile);
        files.accept("acceptFile", Files::acceptFile);
        files.accept("rejectFile", Files::rejectFile);
        files.accept("getFileRequests", Files::getFileRequests);
        files.accept("getFileUploads", Files::getFileUploads);
        files.accept("getFileTransferInfo", Files::getFileTransferInfo);
        files.accept("getFileTransferPIN", Files::getFileTransferPIN);
        files.accept("resetFileTransferPIN", Files::resetFileTransferPIN);
        files.accept("checkFileTransferPIN", Files::checkFileTransferPIN);
        files.accept("clearFileTransfer", Files::clearFileTransfer);
        files.accept("deleteFileTransferFile", Files::deleteFileTransferFile);
        files.accept("getShowFileTransferTools", Files::getShowFileTransferTools);
        files.accept("setShowFileTransferTools", Files::setShowFileTransferTools);
    }

    private void talk() {
        BiConsumer<String, BiConsumer<Talk, Order>> talk = part(Scene::talk);
        talk.accept("sendMessage", Talk::sendMessage);
        talk.accept("sendGroupMessage", Talk::sendGroupMessage);
        talk.accept("getListOfChats", Talk::getListOfChats);
        talk.accept("getChatLastMessages", Talk::getChatLastMessages);
        talk.accept("chatClear", Talk::chatClear);
        talk.accept("sendCommand", Talk::sendCommand);
        talk.accept("toneDial", Talk::toneDial);
        BiConsumer<String, BiConsumer<Contacts, Order>> contacts = part(Scene::contacts);
        contacts.accept("getAbook", Contacts::getAbook);
        contacts.accept("addToAbook", Contacts::addToAbook);
        contacts.accept("renameInAbook", Contacts::renameInAbook);
        contacts.accept("removeFromAbook", Contacts::removeFromAbook);
        contacts.accept("getDisplayNameById", Contacts::getDisplayNameById);
        contacts.accept("getContactDetails", Contacts::getContactDetails);
        contacts.accept("getBanList", Contacts::getBanList);
        contacts.accept("block", Contacts::block);
        contacts.accept("unblock", Contacts::unblock);
        contacts.accept("getGroups", Contacts::getGroups);
        contacts.accept("createGroup", Contacts::createGroup);
        contacts.accept("renameGroup", Contacts::renameGroup);
        contacts.accept("removeGroup", Contacts::removeGroup);
        contacts.accept("addToGroup", Contacts::addToGroup);
        contacts.accept("removeFromGroup", Contacts::removeFromGroup);
    }

    private void council() {
        BiConsumer<String, BiConsumer<Council, Order>> council = part(Scene::council);
        council.accept("getConferenceParticipants", Council::getConferenceParticipants);
        council.accept("kickPeer", Council::kickPeer);
        council.accept("acceptPeer", Council::acceptPeer);
        council.accept("rejectPeer", Council::rejectPeer);
        council.accept("turnRemoteMic", Council::turnRemoteMic);
        council.accept("turnRemoteCamera", Council::turnRemoteCamera);
        council.accept("enableAudioReceiving", Council::enableAudioReceiving);
        council.accept("enableVideoReceiving", Council::enableVideoReceiving);
        council.accept("switchVideoFlow", Council::switchVideoFlow);
        council.accept("setModeratorRole", Council::setModeratorRole);
        council.accept("allowRecord", Council::allowRecord);
        council.accept("denyRecord", Council::denyRecord);
        council.accept("acceptRequestToPodium", Council::acceptRequestToPodium);
        council.accept("rejectRequestToPodium", Council::rejectRequestToPodium);
        council.accept("inviteToPodium", Council::inviteToPodium);
        council.accept("acceptInvitationToPodium", Council::acceptInvitationToPodium);
        council.accept("rejectInvitationToPodium", Council::rejectInvitationToPodium);
        council.accept("gotoPodium", Council::gotoPodium);
        council.accept("leavePodium", Council::leavePodium);
        council.accept("kickFromPodium", Council::kickFromPodium);
        council.accept("startRemark", Council::startRemark);
        council.accept("acceptInvintationToPodium", Council::acceptInvitationToPodium);
    }

    private void cameras() {
        BiConsumer<String, BiConsumer<Camera, Order>> camera = part(Scene::camera);
        camera.accept("getPtzControls", Camera::getPtzControls);
        camera.accept("ptzRight", Camera::ptzRight);
        camera.accept("ptzLeft", Camera::ptzLeft);
        camera.accept("ptzUp", Camera::ptzUp);
        camera.accept("ptzDown", Camera::ptzDown);
        camera.accept("ptzZoomInc", Camera::ptzZoomInc);
        camera.accept("ptzZoomDec", Camera::ptzZoomDec);
        camera.accept("setPanPos", Camera::setPanPos);
        camera.accept("setTiltPos", Camera::setTiltPos);
        camera.accept("setZoomPos", Camera::setZoomPos);
        camera.accept("setPtzDefaults", Camera::setPtzDefaults);
        BiConsumer<String, BiConsumer<RemoteCameras, Order>> remote = part(Scene::remoteCameras);
        remote.accept("requestParticipantCameraControl", RemoteCameras::requestParticipantCameraControl);
        remote.accept("acceptRequestCameraControl", RemoteCameras::acceptRequestCameraControl);
        remote.accept("rejectRequestCameraControl", RemoteCameras::rejectRequestCameraControl);
        remote.accept("getRemotelyControlledCameras", RemoteCameras::getRemotelyControlledCameras);
        remote.accept("getIncomingCameraControlRequests", RemoteCameras::getIncomingCameraControlRequests);
        remote.accept("getOutgoingCameraControlRequests", RemoteCameras::getOutgoingCameraControlRequests);
        remote.accept("remotelyControlledCameraPtzLeft", (cameras, order) -> cameras.turn(order, Camera::ptzLeft));
        remote.accept("remotelyControlledCameraPtzRight", (cameras, order) -> cameras.turn(order, Camera::ptzRight));
        remote.accept("remotelyControlledCameraPtzUp", (cameras, order) -> cameras.turn(order, Camera::ptzUp));
        remote.accept("remotelyControlledCameraPtzDown", (cameras, order) -> cameras.turn(order, Camera::ptzDown));
        remote.accept(
                "remotelyControlledCameraPtzZoomInc", (cameras, order) -> cameras.turn(order, Camera::ptzZoomInc));
        remote.accept(
                "remotelyControlledCameraPtzZoomDec", (cameras, order) -> cameras.turn(order, Camera::ptzZoomDec));
    }

    private void housekeeping() {
        BiConsumer<String, BiConsumer<Housekeeping, Order>> house = part(Scene::housekeeping);
        house.accept("saveData", Housekeeping::saveData);
        house.accept("loadData", Housekeeping::loadData);
        house.accept("deleteData", Housekeeping::deleteData);
        house.accept("changeWindowState", Housekeeping::changeWindowState);
        house.accept("getHttpServerState", Housekeeping::getHttpServerState);
        house.accept("stopHttpServer", Housekeeping::stopHttpServer);
        house.accept("startHttpServer", Housekeeping::startHttpServer);
        house.accept("getHttpServerSettings", Housekeeping::getHttpServerSettings);
        house.accept("setHttpServerSettings", Housekeeping::setHttpServerSettings);
        house.accept("getScheduler", Housekeeping::getScheduler);
        house.accept("startAudioDelayDetectorTest", Housekeeping::startAudioDelayDetectorTest);
        house.accept("stopAudioDelayDetectorTest", Housekeeping::stopAudioDelayDetectorTest);
        house.accept("getAudioDelayDetectorInfo", Housekeeping::getAudioDelayDetectorInfo);
        house.accept("setBackground", Housekeeping::setBackground);
        house.accept("getBackground", Housekeeping::getBackground);
        house.accept("getSystemInfo", Housekeeping::getSystemInfo);
        house.accept("getInfoWidgetsState", Housekeeping::getInfoWidgetsState);
        house.accept("fireMyEvent", Housekeeping::fireMyEvent);
        house.accept("shutdown", Housekeeping::goOff);
        house.accept("shutdownSystem", Housekeeping::goOff);
        house.accept("rebootSystem", Housekeeping::goOff);
    }
}
