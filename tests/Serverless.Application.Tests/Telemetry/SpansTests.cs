using Serverless.Application.Telemetry;

namespace Serverless.Application.Tests.Telemetry;

public sealed class SpansTests
{
    [Fact]
    public void ReadParent_WellFormed_IsThatSpanOfAnotherProcess()
    {
        var parent = Spans.ReadParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        (parent.TraceId.ToHexString(), parent.SpanId.ToHexString(), parent.IsRemote).ShouldBe(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    public void ReadParent_Malformed_IsNone(string? traceParent) => Spans.ReadParent(traceParent).ShouldBe(default);
}
