package org.convene.calendar.dav;

class XandikosTest extends CalDavSuite {
    @Override
    CalDavServer start() {
        return new XandikosServer();
    }
}
