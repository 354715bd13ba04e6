using System.Text;
using Serverless.Core.Leases;

namespace Serverless.Core.Tests.Leases;

/// <summary>The request bodies about leases that users' programs send.</summary>
public sealed class LeaseBodyTests
{
    [Fact]
    public void Read_ShortestRequest_TakesTheDefaults()
    {
        var request = LeaseRequest.Read("""{"worker": "w"}"""u8.ToArray()).Body.ShouldNotBeNull();

        (request.Worker, request.Search, request.Count, request.LeaseSeconds).ShouldBe(("w", null, 1, LeaseRequest.DefaultSeconds));
    }

    [Fact]
    public void Read_ManyFaults_TellsAllAtOnce() =>
        LeaseRequest.Read("""{"worker": " ", "search": "../x", "count": 0, "leaseSeconds": 1, "lease": 1}"""u8.ToArray())
            .Errors.Select(error => error.Pointer).ShouldBe(["/search", "/worker", "/count", "/leaseSeconds", "/lease"]);

    [Theory]
    [InlineData("""{"metrics": {"accuracy": 91.5}}""", "/metrics/energy", "This is required")]
    [InlineData("""{"metrics": {"accuracy": 91.5, "energy": 1, "heat": 3}}""", "/metrics/heat", "not a field here; use one of accuracy, energy")]
    [InlineData("""{"metrics": {"accuracy": 91.5, "energy": "1"}}""", "/metrics/energy", "finite number")]
    [InlineData("""{"metrics": {"accuracy": 91.5, "energy": 1e31}}""", "/metrics/energy", "too large")]
    [InlineData("""{"metrics": {"accuracy": 91.5, "energy": 1e999}}""", "/metrics/energy", "finite number")]
    [InlineData("""{"metrics": {"accuracy": 100.5, "energy": 1}}""", "/metrics/accuracy", "from 0 to 100")]
    [InlineData("""{"metrics": {"accuracy": 91.5, "energy": 1}, "seconds": -1}""", "/seconds", "from 0 to 10000000")]
    [InlineData("""{"metrics": {"accuracy": 91.5, "energy": 1}, "ranOn": "tpu"}""", "/ranOn", "is not valid; use cpu")]
    [InlineData("""{"accuracy": 91.5}""", "/metrics", "This is required: the value of accuracy, energy")]
    public void Read_FaultyResult_NamesTheFault(string json, string pointer, string message) =>
        LeaseResult.Read(Encoding.UTF8.GetBytes(json), ["accuracy", "energy"]).Errors
            .ShouldContain(error => error.Pointer == pointer && error.Message.Contains(message));

    [Fact]
    public void Read_WholeResult_IsTaken()
    {
        var result = LeaseResult.Read("""{"metrics": {"accuracy": 91.5, "energy": -1}, "seconds": 0.5, "ranOn": "cuda:1"}"""u8.ToArray(), ["accuracy", "energy"]).Body.ShouldNotBeNull();

        result.Metrics.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 91.5, ["energy"] = -1 });
        (result.Seconds, result.RanOn).ShouldBe((0.5, "cuda:1"));
    }

    [Fact]
    public void Read_Failure_IsFinalUnlessItIsSaidToBeRetryable()
    {
        LeaseFailure.Read("""{"reason": "no tiling"}"""u8.ToArray()).Body.ShouldBe(new LeaseFailure { Reason = "no tiling" });
        LeaseFailure.Read(Encoding.UTF8.GetBytes($$"""{"reason": "{{new string('x', 501)}}"}""")).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/reason");
        LeaseFailure.Read("{}"u8.ToArray()).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/reason");
        LeaseFailure.Read("x"u8.ToArray()).IsWellFormed.ShouldBeFalse();
    }
}
