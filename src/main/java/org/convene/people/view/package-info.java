/** People and plans as the API shows them. */
package org.convene.people.view;
