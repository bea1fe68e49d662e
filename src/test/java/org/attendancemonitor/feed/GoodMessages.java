package org.attendancemonitor.feed;

import java.util.List;
import java.util.stream.Stream;

/** A good message of every kind that is read, with everything in it that is looked at. */
public final class GoodMessages {
  private static final String CODE = "{'coding':[{'system':'http://snomed.info/sct','code':'1'}]}";
  private static final String PERIOD = "{'start':'2026-01-01','end':'2026-02-01'}";

  /** FHIR R4 as JSON. */
  public static final List<String> FHIR =
      Stream.of(
              "{'resourceType':'Appointment','id':'a','meta':{'versionId':'1','lastUpdated':'2026-01-01T00:00:00Z'},'extension':[{'url':'u','extension':[{'url':'v','valueCoding':{'system':'s','code':'c'}}]}],'status':'cancelled','cancelationReason':CODE,'serviceType':[CODE],'specialty':[CODE],'appointmentType':CODE,'start':'2026-01-01T09:00:00','end':'2026-01-01T10:00:00Z','basedOn':[{'reference':'ServiceRequest/1'}],'participant':[{'actor':{'reference':'Patient/p','type':'Patient','identifier':{'system':'s','value':'v'}},'status':'declined','extension':[{'url':'u','valueCodeableConcept':CODE}]},{'actor':{'reference':'#l'}}],'contained':[{'resourceType':'Location','id':'l','identifier':[{'system':'s','value':'v'}]}]}",
              "{'resourceType':'Patient','id':'p','meta':{'security':[{'code':'R'}]},'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9000000009','extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus','valueCodeableConcept':CODE}]}],'extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication','extension':[{'url':'language','valueCodeableConcept':CODE},{'url':'interpreterRequired','valueBoolean':true}]},{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory','valueCodeableConcept':CODE}],'name':[{'use':'official','given':['a'],'family':'b'},{'text':'c'}],'telecom':[{'system':'phone','value':'1','use':'home','period':PERIOD}],'gender':'female','birthDate':'2000-01-01','deceasedDateTime':'2026-01-01','address':[{'use':'home','postalCode':'LS1 6AE','period':PERIOD,'extension':[{'url':'l','valueString':'E01000001'}]}],'communication':[{'language':CODE,'preferred':true}],'link':[{'other':{'reference':'Patient/q'},'type':'replaces'}],'active':true}",
              "{'resourceType':'ServiceRequest','id':'s','identifier':[{'system':'s','value':'v'}],'status':'revoked','subject':{'reference':'Patient/p'},'code':CODE,'category':[CODE],'performerType':[CODE],'reasonCode':[CODE],'performer':[{'reference':'Organization/o'}],'priority':'urgent','authoredOn':'2026-01-01','doNotPerform':false}",
              "{'resourceType':'Encounter','id':'e','status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/p'},'appointment':[{'reference':'Appointment/a'}],'basedOn':[{'reference':'ServiceRequest/s'}],'period':PERIOD,'extension':[{'url':'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OutcomeOfAttendance','valueCodeableConcept':CODE}]}",
              "{'resourceType':'EpisodeOfCare','id':'e','status':'finished','patient':{'reference':'Patient/p'},'referralRequest':[{'reference':'ServiceRequest/s'}],'period':PERIOD}",
              "{'resourceType':'Flag','id':'f','status':'active','category':[CODE],'code':CODE,'subject':{'reference':'Patient/p'},'period':PERIOD}",
              "{'resourceType':'Condition','id':'c','clinicalStatus':CODE,'verificationStatus':CODE,'category':[CODE],'code':CODE,'subject':{'reference':'Patient/p'},'onsetDateTime':'2026','abatementPeriod':PERIOD}",
              "{'resourceType':'Observation','id':'o','status':'final','category':[CODE],'code':CODE,'subject':{'reference':'Patient/p'},'effectivePeriod':PERIOD,'valueCodeableConcept':CODE,'component':[{'code':CODE,'valueBoolean':false}]}",
              "{'resourceType':'Communication','id':'c','status':'completed','medium':[CODE],'subject':{'reference':'Patient/p'},'about':[{'reference':'Appointment/a'}],'sent':'2026-01-01T00:00:00Z','recipient':[{'reference':'Patient/p'}]}",
              "{'resourceType':'AppointmentResponse','id':'r','appointment':{'reference':'Appointment/a'},'actor':{'reference':'Patient/p'},'participantStatus':'declined'}",
              "{'resourceType':'RelatedPerson','id':'r','active':true,'patient':{'reference':'Patient/p'},'relationship':[CODE],'period':PERIOD}",
              "{'resourceType':'HealthcareService','id':'h','identifier':[{'value':'v'}],'name':'n','type':[CODE],'specialty':[CODE]}",
              "{'resourceType':'Bundle','id':'b','identifier':{'value':'x'},'type':'transaction','entry':[{'fullUrl':'urn:uuid:1','resource':{'resourceType':'Patient'},'request':{'method':'PUT','url':'Patient/1','ifNoneExist':'identifier=a|b'}},{'request':{'method':'DELETE','url':'Patient/1'},'response':{'lastModified':'2026-01-01T00:00:00Z'}},{'fullUrl':'urn:uuid:2','resource':{'resourceType':'Flag','status':'active','subject':{'reference':'urn:uuid:1'}}}]}")
          .map(text -> text.replace("CODE", CODE).replace("PERIOD", PERIOD).replace('\'', '"'))
          .toList();

  /** HL7 v2. */
  public static final List<String> HL7 =
      List.of(
          "MSH|^~\\&|A|B|C|D|20261103091500||SIU^S12|M1|P|2.4|||AL|NE||UNICODE UTF-8\r"
              + "SCH|P7^PL|F9^DI||||PAT1^Cannot^L|ok|2^^|30|min|^^^202611101030^202611101100"
              + "||||||||||||||Booked|R5|R6\rTQ1|||||||202611101030|202611101100\r"
              + "PID|1||9000000009^^^NHS^NH~H1^^^RXX^PI||Fal\\T\\low^Ivy^^^Mrs^^L||19500317|2|||"
              + "1 Mill&x Lane^^Any^^ZZ99 3AA^^H||0300 123^PRN^PH||EN|||||||B\r"
              + "RGS|1\rAIS|1|A|T1^Thing^L|202611101030\rAIL|1||RM^1^2^SITE\rAIP|1||D1^Doc\r",
          "MSH|^~\\&|A|B|C|D|20261103091500+0000||ADT^A40^ADT_A39|M2|P|2.5\r"
              + "EVN|A40|20261103\rPID|1||H1^^^RXX^PI||A^B||1950|F\rPD1||||||||||||Y\r"
              + "MRG|H0^^^RXX^PI\rPV1|1|O|||||||||||||||||V5||||||||||||||||||||||||"
              + "|202611101030|202611101100\rZPI|1|x\r",
          "MSH|^~\\&|A|B|C|D|20261103||REF^I12|M3|P|2.3\rRF1|A|2|PHY^^L|||R55|20261001|||X^y\r"
              + "PRD|RT|||||||N1^SYS\rPID|1||H1^^^RXX^PI\r");

  private GoodMessages() {}
}
