using System.Text.Json;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class PayloadTests(SharedHub hub)
{
    [Fact]
    public async Task B43_Payload_OfAMegabyteInCharactersThatJsonEscapes_RoundTrips()
    {
        var text = new string('ü', 1_000_000);

        var ended = await hub.Client.RunAsync(nameof(Echoes.EchoText), text);

        ended.ReadInputAs<string>().ShouldBe(text);
        ended.ReadOutputAs<string>().ShouldBe(text);
    }

    [Fact]
    public async Task B43_Payload_Bytes_RoundTrip()
    {
        var ended = await hub.Client.RunAsync(nameof(Echoes.EchoBytes), new byte[] { 0, 1, 254 });

        ended.ReadOutputAs<byte[]>().ShouldBe([0, 1, 254, 255]);
    }

    [Fact]
    public async Task B43_Payload_RecordWithNestedLists_RoundTrips()
    {
        var point = new Echoes.Point(-7, "日本 \"quoted\" \\ \u0001", [[1.5, -2], []]);

        var ended = await hub.Client.RunAsync(nameof(Echoes.EchoPoint), point);

        ended.ReadOutputAs<Echoes.Point>().ShouldBeEquivalentTo(point);
    }

    [Fact]
    public async Task B43_Payload_Null_StaysNull()
    {
        var ended = await hub.Client.RunAsync(nameof(Echoes.EchoPoint));

        ended.SerializedInput.ShouldBeNull();
        ended.ReadOutputAs<Echoes.Point>().ShouldBeNull();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[[1,2],[3]]")]
    [InlineData("\"text\"")]
    [InlineData("true")]
    [InlineData("12.5")]
    public async Task B43_Payload_AnyJson_IsKeptAsItIs(string json)
    {
        var ended = await hub.Client.RunAsync(nameof(Echoes.Echo), JsonSerializer.Deserialize<JsonElement>(json));

        ended.SerializedOutput.ShouldBe(json);
    }
}
