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
}
