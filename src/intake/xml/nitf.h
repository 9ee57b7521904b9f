/* nitf: an article in NITF inside something else. */
#ifndef ONR_INTAKE_XML_NITF_H
#define ONR_INTAKE_XML_NITF_H

#include "intake/xml/story.h"

/* Sets what the element <nitf> tells and is not set yet. 0: nothing is done. */
void nitf_read(struct story *story, uint32_t nitf);

#endif
