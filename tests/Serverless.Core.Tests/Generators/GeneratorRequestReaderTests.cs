using System.Text;
using Serverless.Core.Generators;
using Serverless.Core.Tables;

namespace Serverless.Core.Tests.Generators;

public sealed class GeneratorRequestReaderTests
{
    [Fact]
    public void Read_ATableAlone_KnowsEveryDeviceOfIt()
    {
        var request = Read("""{"table": {"name": "nb201"}, "quality": "c10_test_200"}""").Request.ShouldNotBeNull();

        (request.Kind, request.Cost, request.Table!.Rows).ShouldBe(("modnas", "latencyMs", 300));
        request.Devices.Select(device => device.NameOf()).ShouldContain("1080ti_1_ms");
        request.Devices.Select(device => device.NameOf()).ShouldNotContain("c10_eyeriss_energy_mj");
    }

    [Fact]
    public void Read_Everything_TakesIt()
    {
        var request = Read(
            """
            {"kind": "modnas", "searches": ["s1a", "s2a"], "table": {"name": "nb201", "rows": 50, "space": "nasbench201"}, "quality": "c10_test_200", "cost": "energyMj",
             "devices": [{"column": "c10_eyeriss_energy_mj", "name": "eyeriss"}, {"id": "board"}], "seed": 3, "steps": 10, "balancer": "mgda", "maxSeconds": 60}
            """).Request.ShouldNotBeNull();

        request.Devices.Select(device => device.NameOf()).ShouldBe(["eyeriss", "board"]);
        (request.Seed, request.Steps, request.Balancer, request.MaxSeconds).ShouldBe((3, 10, "mgda", 60));
    }

    [Theory]
    [InlineData("""{}""", "/searches", "This is required, or a table")]
    [InlineData("""{"searches": ["No!"]}""", "/searches/0", "not a search id")]
    [InlineData("""{"searches": ["s1a", "s1a"]}""", "/searches", "each once")]
    [InlineData("""{"searches": ["s1a"]}""", "/devices", "This is required: devices that measured the reference architectures")]
    [InlineData("""{"searches": ["s1a"], "devices": []}""", "/devices", "This list is empty")]
    [InlineData("""{"searches": ["s1a"], "devices": [{"column": "x"}]}""", "/devices/0/column", "Only a table has columns")]
    [InlineData("""{"searches": ["s1a"], "devices": [{}]}""", "/devices/0", "Give a column of the table")]
    [InlineData("""{"searches": ["s1a"], "devices": [{"id": "a1b"}, {"id": "a1b"}]}""", "/devices", "2 devices are called 'a1b'")]
    [InlineData("""{"table": {"name": "nb2"}}""", "/table/name", "Did you mean 'nb201'?")]
    [InlineData("""{"table": {"name": "nb201"}}""", "/quality", "This is required: the quality to optimise on every device, a column of 'nb201'")]
    [InlineData("""{"table": {"name": "nb201"}, "quality": "params_c10"}""", "/quality", "is not a valid column of the table 'nb201' that needs training")]
    [InlineData("""{"table": {"name": "nb201", "rows": 0}, "quality": "c10_test_200"}""", "/table/rows", "1 to 5,000")]
    [InlineData("""{"table": {"name": "nb201"}, "quality": "c10_test_200", "devices": [{"column": "c10_eyeriss_energy_mj"}]}""", "/devices/0/column", "that holds latencyMs")]
    [InlineData("""{"table": {"name": "nb201"}, "quality": "c10_test_200", "devices": [{"column": "1080ti_1_ms", "id": "board"}]}""", "/devices/0", "keep one")]
    [InlineData("""{"table": {"name": "nb201"}, "quality": "c10_test_200", "devices": [{"column": "1080ti_1_ms", "name": "a b"}]}""", "/devices/0/name", "not a valid device name")]
    [InlineData("""{"kind": "magic", "searches": ["s1a"], "devices": [{"id": "a1b"}]}""", "/kind", "use one of modnas, pnag")]
    [InlineData("""{"cost": "accuracy", "searches": ["s1a"], "devices": [{"id": "a1b"}]}""", "/cost", "not a valid metric of a device")]
    [InlineData("""{"balancer": "best", "searches": ["s1a"], "devices": [{"id": "a1b"}]}""", "/balancer", "not a valid balancer")]
    [InlineData("""{"kind": "pnag", "balancer": "mgda", "searches": ["s1a"], "devices": [{"id": "a1b"}]}""", "/balancer", "balances no gradients")]
    [InlineData("""{"maxSeconds": 0, "searches": ["s1a"], "devices": [{"id": "a1b"}]}""", "/maxSeconds", "above 0")]
    [InlineData("""{"step": 5, "searches": ["s1a"], "devices": [{"id": "a1b"}]}""", "/step", "Did you mean 'steps'?")]
    public void Read_AFault_IsToldWithTheRemedy(string json, string pointer, string expected) =>
        Read(json).Errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Read_SeveralFaults_TellsThemAllAtOnce() =>
        Read("""{"kind": "magic", "seed": 0.5, "searches": ["No!"], "devices": [{"id": "?"}], "more": 1}""").Errors.Count.ShouldBe(5);

    static GeneratorRequestReading Read(string json) => GeneratorRequestReader.Read(Encoding.UTF8.GetBytes(json), KnownTables.All);
}
