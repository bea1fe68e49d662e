package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every element of a good message, replaced by what should not be there: never a fault of ours. */
class MangledTest {
  private static final String CODE = "{'coding':[{'system':'http://snomed.info/sct','code':'1'}]}";
  private static final String PERIOD = "{'start':'2026-01-01','end':'2026-02-01'}";
  private static final List<String> ODD =
      List.of("null", "[]", "{}", "5", "true", "\"x\"", "\"\"", "[null]", "[{}]", "{\"x\":[{}]}");

  private final ObjectMapper mapper = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "{'resourceType':'Bundle','id':'b','identifier':{'value':'x'},'type':'transaction','entry':[{'fullUrl':'urn:uuid:1','resource':{'resourceType':'Patient'},'request':{'method':'PUT','url':'Patient/1','ifNoneExist':'identifier=a|b'}},{'request':{'method':'DELETE','url':'Patient/1'},'response':{'lastModified':'2026-01-01T00:00:00Z'}},{'fullUrl':'urn:uuid:2','resource':{'resourceType':'Flag','status':'active','subject':{'reference':'urn:uuid:1'}}}]}"
      })
  void any_element_replaced_is_read_or_refused(String text) throws Exception {
    String good = text.replace("CODE", CODE).replace("PERIOD", PERIOD).replace('\'', '"');
    assertThat(Json.notices(Json.read(good))).as("the message itself").isNotEmpty();
    JsonNode root = mapper.readTree(good);
    int spots = spots(root).size();
    for (int spot = 0; spot < spots; spot++) {
      for (String odd : ODD) {
        JsonNode mangled = root.deepCopy();
        spots(mangled).get(spot).put(mapper.readTree(odd));
        String sent = mapper.writeValueAsString(mangled);
        for (Entry entry : Json.read(sent).entries()) {
          if (entry.reading() instanceof Rejected no) {
            assertThat(no.reason()).as(sent).isNotEqualTo(RejectReason.FAILED);
          }
        }
      }
    }
  }

  private record Spot(JsonNode parent, String name, int index) {
    void put(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(name, value);
      } else {
        ((ArrayNode) parent).set(index, value);
      }
    }
  }

  private static List<Spot> spots(JsonNode node) {
    List<Spot> spots = new ArrayList<>();
    node.fieldNames().forEachRemaining(name -> add(spots, node.get(name), new Spot(node, name, 0)));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      add(spots, node.get(i), new Spot(node, null, i));
    }
    return spots;
  }

  private static void add(List<Spot> spots, JsonNode child, Spot spot) {
    spots.add(spot);
    spots.addAll(spots(child));
  }
}
