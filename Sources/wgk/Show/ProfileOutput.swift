internal import Sentences
internal import WGKit

// Clients of a store as lines and as JSON; docs/json.md describes the forms.
extension Output {
  mutating func print(_ profiles: [Profile], asJSON: Bool) {
    guard asJSON else {
      for profile in profiles { print(lineOf: profile) }
      return
    }
    JSONOutput.document("profiles", profiles, &self) { (profile, json, output) in
      json.open(.object, &output)
      json.putFields(of: profile, &output)
      json.close(.object, &output)
    }
  }

  mutating func print(_ removed: [RemovedProfile], asJSON: Bool) {
    guard asJSON else {
      for one in removed {
        print("\(one.profile.name)\t\(one.profile.publicKey)\t")
        if let counters = one.lastCounters {
          print("\(counters.receivedBytes)\t\(counters.sentBytes)\n")
        } else {
          print("(none)\t(none)\n")
        }
      }
      return
    }
    JSONOutput.document("profiles", removed, &self) { (one, json, output) in
      json.open(.object, &output)
      json.putFields(of: one.profile, &output)
      json.put("last_counters", one.lastCounters, &output)
      json.close(.object, &output)
    }
  }

  mutating func print(_ plan: ProfileImport, asJSON: Bool) {
    let profiles = plan.profiles.map { Profile(planned: $0) }
    guard asJSON else {
      for profile in profiles {
        print("+ ")
        print(lineOf: profile)
      }
      for rejection in plan.rejected {
        print("! \(rejection.source): \(rejection.reason.message)\n")
      }
      return
    }
    var json = JSONOutput(&self)
    json.open("profiles", .array, &self)
    for profile in profiles {
      json.open(.object, &self)
      json.putFields(of: profile, &self)
      json.close(.object, &self)
    }
    json.close(.array, &self)
    json.open("rejected", .array, &self)
    for rejection in plan.rejected {
      json.open(.object, &self)
      json.put("source", .text(rejection.source), &self)
      json.put("message", .text(rejection.reason.message), &self)
      json.close(.object, &self)
    }
    json.close(.array, &self)
    json.close(.object, &self)
  }

  mutating func print(_ server: ServerSettings, asJSON: Bool) throws(WGError) {
    let names = [
      "Interface", "ConfigFile", "Endpoint", "Networks", "DNS", "AllowedIPs",
      "PersistentKeepalive", "MTU", "Template", "Layout", "Reserved", "Excluded",
    ]
    var json: JSONOutput?
    if asJSON {
      json = JSONOutput(&self)
      json?.open("settings", .object, &self)
    }
    for name in names {
      let text = try server.text(name.utf8.span)
      if asJSON {
        json?.put(name, text.utf8.isEmpty ? .null : .text(text), &self)
      } else if !text.utf8.isEmpty {
        print("\(name) = \(text)\n")
      }
    }
    json?.close(.object, &self)
    json?.close(.object, &self)
  }

  private mutating func print(lineOf profile: Profile) {
    print("\(profile.name)\t\(profile.publicKey)\t")
    print(list: profile.addresses.map { $0.address.description }, orElse: "(none)")
    print(list: profile.networks.map { $0.description }, orElse: "(none)")
    print(list: profile.allowedIPs.map { $0.description }, orElse: "(default)")
    print("\(profile.created.rfc3339 ?? "")\t\(profile.expires?.rfc3339 ?? "never")\t")
    print(profile.isEnabled ? "enabled\n" : "disabled\n")
  }

  private mutating func print(list: [String], orElse none: String) {
    if list.isEmpty { print(none) }
    for index in list.indices {
      if index > 0 { print(",") }
      print(list[index])
    }
    print("\t")
  }
}

extension JSONOutput {
  fileprivate mutating func putFields(of profile: Profile, _ output: inout Output) {
    put("name", .text(profile.name.description), &output)
    put("public_key", .text(profile.publicKey.base64), &output)
    open("addresses", .array, &output)
    for address in profile.addresses { add(.address(address.address), &output) }
    close(.array, &output)
    open("networks", .array, &output)
    for network in profile.networks { add(.prefix(network), &output) }
    close(.array, &output)
    open("allowed_ips", .array, &output)
    for network in profile.allowedIPs { add(.prefix(network), &output) }
    close(.array, &output)
    put("created", .init(profile.created.rfc3339), &output)
    put("expires", .init(profile.expires?.rfc3339), &output)
    put("enabled", .bool(profile.isEnabled), &output)
    put("has_private_key", .bool(profile.hasPrivateKey), &output)
  }

  fileprivate mutating func put(
    _ name: String, _ counters: PeerCounters?, _ output: inout Output
  ) {
    guard let counters else { return put(name, .null, &output) }
    open(name, .object, &output)
    put("received_bytes", .number(counters.receivedBytes), &output)
    put("sent_bytes", .number(counters.sentBytes), &output)
    put("latest_handshake", .init(counters.lastHandshake?.rfc3339), &output)
    put("interface_index", .number(UInt64(counters.interfaceIndex)), &output)
    put("read_at", .init(counters.readAt.rfc3339), &output)
    close(.object, &output)
  }
}
