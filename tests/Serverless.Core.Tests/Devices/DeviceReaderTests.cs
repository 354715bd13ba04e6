using System.Text;
using System.Text.Json;
using Serverless.Core.Devices;

namespace Serverless.Core.Tests.Devices;

public sealed class DeviceReaderTests
{
    static readonly DeviceDefinition Table = new()
    {
        Id = "table-cpu",
        Kind = DeviceKind.Lookup,
        Description = "By hand.",
        Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = new(0.5, new Dictionary<string, double> { ["a"] = 1, ["b"] = 0 }) },
    };

    [Fact]
    public void Read_OwnDocumentOfADevice_GivesTheDevice()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Table, CoreJson.Default.DeviceDefinition);

        var reading = DeviceReader.Read("table-cpu", body);

        reading.Errors.ShouldBeEmpty();
        JsonSerializer.SerializeToUtf8Bytes(reading.Device!, CoreJson.Default.DeviceDefinition).ShouldBe(body);
    }

    [Fact]
    public void Read_OwnDocumentOfAMeasuredDevice_GivesTheDevice()
    {
        var device = new DeviceDefinition
        {
            Id = "board",
            Kind = DeviceKind.Measured,
            Measurements = [new DeviceMeasurements("latencyMs", new MeasuredSkeleton("nasbench201", 16, 5, "3x32x32x10"), [new("a", 2.5), new("b", 1)])],
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(device, CoreJson.Default.DeviceDefinition);

        var reading = DeviceReader.Read("board", body);

        reading.Errors.ShouldBeEmpty();
        JsonSerializer.SerializeToUtf8Bytes(reading.Device!, CoreJson.Default.DeviceDefinition).ShouldBe(body);
    }

    [Theory]
    [InlineData("""[{}]""", "/measurements/0/metric", "This is required")]
    [InlineData("""[{}]""", "/measurements/0/networks", "This is required")]
    [InlineData("""[{}]""", "/measurements/0/values", "This is required")]
    [InlineData("""[{"networks": {}}]""", "/measurements/0/networks/channels", "the size of the measured networks")]
    [InlineData("""[{"networks": {"space": "nasbench201"}}]""", "/measurements/0/networks/shape", "This is required")]
    [InlineData("""[{"values": [{"architecture": "a", "value": 0}]}]""", "/measurements/0/values/0/value", "above 0")]
    [InlineData("""[{"values": [{"architecture": "a", "value": 1}, {"architecture": "a", "value": 2}]}]""", "/measurements/0/values", "more than once")]
    [InlineData("""[{}, {}]""", "/measurements", "merge their values")]
    public void Read_FaultyMeasurements_NamesTheFieldAndTheRemedy(string json, string pointer, string expected) =>
        DeviceReader.Read("board", Encoding.UTF8.GetBytes($$"""{"kind": "measured", "measurements": {{json}}}""")).Errors
            .ShouldContain(error => error.Pointer == pointer && error.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Read_MeasurementsOfALookupDevice_AreRefused() =>
        DeviceReader.Read("board", """{"kind": "lookup", "measurements": []}"""u8.ToArray()).Errors.ShouldContain(error => error.Pointer == "/measurements");

    [Fact]
    public void Read_OwnDocumentOfATableByLayer_GivesTheDevice()
    {
        var tables = LookupTableCsv.Read("metric,decision,choice,value\nlatencyMs,constant,,0.5\nlatencyMs,layer0,a,1\nlatencyMs,layer0,b,2\n").Tables.ShouldNotBeNull();
        var body = JsonSerializer.SerializeToUtf8Bytes(Table with { Tables = tables }, CoreJson.Default.DeviceDefinition);

        var reading = DeviceReader.Read("table-cpu", body);

        reading.Errors.ShouldBeEmpty();
        JsonSerializer.SerializeToUtf8Bytes(reading.Device!, CoreJson.Default.DeviceDefinition).ShouldBe(body);
    }

    [Fact]
    public void Read_OwnDocumentOfADeviceMadeOfASurrogate_KeepsWhatThatMade()
    {
        var stored = Table with
        {
            Surrogate = "fit-s1",
            Space = new() { Name = "nasbench201", Channels = 8, CellsPerStage = 1 },
            Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = new(0, new Dictionary<string, double>()) { Pairs = new ChoicePairs([0.5, -1.25]) } },
        };
        var body = JsonSerializer.Serialize(stored with { Description = "Another." }, CoreJson.Default.DeviceDefinition);

        var device = DeviceReader.Read("table-cpu", Encoding.UTF8.GetBytes(body), stored).Device.ShouldNotBeNull();

        (device.Description, device.Surrogate, device.Space).ShouldBe(("Another.", "fit-s1", stored.Space));
        device.Tables.ShouldBeSameAs(stored.Tables);
        var changed = DeviceReader.Read("table-cpu", Encoding.UTF8.GetBytes(body.Replace("-1.25", "-1.5", StringComparison.Ordinal)), stored);
        changed.Errors.ShouldContain(error => error.Pointer == "/tables" && error.Message.Contains("made from the surrogate", StringComparison.Ordinal));
        DeviceReader.Read("table-cpu", Encoding.UTF8.GetBytes(body)).IsValid.ShouldBeFalse("another device has not what it made");
    }

    [Fact]
    public void Read_Measured_NeedsItsKindAlone() =>
        Read("""{"kind":"measured"}""").Device.ShouldNotBeNull().Kind.ShouldBe(DeviceKind.Measured);

    [Theory]
    [InlineData("{}", "/kind")]
    [InlineData("""{"kind":"guessed"}""", "/kind")]
    [InlineData("""{"kind":"lookup"}""", "/tables")]
    [InlineData("""{"kind":"measured","tables":{"latencyMs":{"perOperation":{"a":1}}}}""", "/tables")]
    [InlineData("""{"kind":"measured","surrogate":"fit-s1"}""", "/surrogate")]
    [InlineData("""{"kind":"lookup","surrogate":"../x"}""", "/surrogate")]
    [InlineData("""{"kind":"lookup","surrogate":"fit-s1","tables":{"latencyMs":{"perOperation":{"a":1}}}}""", "/tables")]
    [InlineData("""{"kind":"lookup","tables":{"latencyMs":{"perDecision":{"layer0":{}}}}}""", "/tables/latencyMs/perDecision/layer0")]
    [InlineData("""{"kind":"lookup","tables":{"latencyMs":{"perDecision":{"layer0":{"a":-1}}}}}""", "/tables/latencyMs/perDecision/layer0/a")]
    [InlineData("""{"kind":"measured","colour":"red"}""", "/colour")]
    [InlineData("""{"kind":"measured","id":"other"}""", "/id")]
    [InlineData("""{"kind":"measured","description":"a\u202eb"}""", "/description")]
    [InlineData("""{"kind":"measured","description":"a\u001b[2Jb"}""", "/description")]
    [InlineData("""{"kind":"lookup","tables":{"latencyMs":{"perOperation":{"a":1,"b\u2067":1}}}}""", "/tables/latencyMs/perOperation/b\u2067")]
    [InlineData("""{"kind":"measured","schemaVersion":2}""", "/schemaVersion")]
    [InlineData("""{"kind":"lookup","tables":{"patience":{"perOperation":{"a":1}}}}""", "/tables/patience")]
    [InlineData("""{"kind":"lookup","tables":{"latencyMs":{}}}""", "/tables/latencyMs/perOperation")]
    [InlineData("""{"kind":"lookup","tables":{"latencyMs":{"perOperation":{}}}}""", "/tables/latencyMs/perOperation")]
    [InlineData("""{"kind":"lookup","tables":{"latencyMs":{"perOperation":{"a/b":-1}}}}""", "/tables/latencyMs/perOperation/a~1b")]
    [InlineData("""{"kind":"lookup","tables":{"latencyMs":{"constant":1e999,"perOperation":{"a":1}}}}""", "/tables/latencyMs/constant")]
    public void Read_OneFault_IsNamedByItsPlace(string body, string pointer)
    {
        var reading = Read(body);

        reading.Device.ShouldBeNull();
        reading.IsWellFormed.ShouldBeTrue();
        reading.Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
    }

    [Fact]
    public void Read_NoJson_IsToldApart() => Read("{").IsWellFormed.ShouldBeFalse();

    [Theory]
    [InlineData("local-cpu", true)]
    [InlineData("pixel-4", true)]
    [InlineData("../secrets", false)]
    [InlineData("Pixel", false)]
    [InlineData("a-name-of-forty-one-characters-or-rather-x", false)]
    public void Id_NamesABlob_IsChecked(string id, bool isValid) => DeviceId.IsValid(id).ShouldBe(isValid);

    static DeviceReading Read(string body) => DeviceReader.Read("phone", Encoding.UTF8.GetBytes(body));
}
