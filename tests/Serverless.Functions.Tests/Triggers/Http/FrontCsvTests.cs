using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Functions.Triggers.Http;
using Serverless.Spaces;

namespace Serverless.Functions.Tests.Triggers.Http;

public sealed class FrontCsvTests
{
    [Fact]
    public void Write_Members_GivesUnitsQuotesAndEmptyCells()
    {
        var front = new FrontDocument
        {
            SearchId = "s1",
            Generation = 1,
            Objectives =
            [
                new() { Metric = "accuracy", Goal = Goal.Maximise },
                new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "cpu" },
            ],
            ReferencePoint = new Dictionary<string, double>(),
            Hypervolume = 1,
            Members =
            [
                Member("c1", "|a~0|,\"b\"", 90.5, new() { ["parameters"] = 1000, ["testAccuracy"] = 89.25, ["latencySpreadMs@cpu"] = 0.01, ["latencyRepeats@cpu"] = 50 }),
                Member("c2", "|b~0|", 80, new() { ["parameters"] = 500 }),
            ],
        };

        FrontCsv.Write(front).ShouldBe(
            "candidate,architecture,generation,accuracy [%],latencyMs@cpu [ms],latencyRepeats@cpu,latencySpreadMs@cpu [ms],parameters,testAccuracy [%]\r\n"
            + "c1,\"|a~0|,\"\"b\"\"\",3,90.5,0.125,50,0.01,1000,89.25\r\n"
            + "c2,|b~0|,3,80,0.125,,,500,\r\n");
    }

    [Fact]
    public void Write_NamesThatASpreadsheetWouldRun_AreKeptTexts()
    {
        var front = new FrontDocument
        {
            SearchId = "s1",
            Generation = 1,
            Objectives = [new() { Metric = "@energy", Goal = Goal.Minimise, Unit = "kPa" }],
            ReferencePoint = new Dictionary<string, double>(),
            Hypervolume = 1,
            Members = [Member("c1", "=1+1", 90, []) with { Objectives = new Dictionary<string, double> { ["@energy"] = -3.21e-5 } }],
        };

        FrontCsv.Write(front).ShouldBe("candidate,architecture,generation,'@energy [kPa]\r\nc1,'=1+1,3,-3.21E-05\r\n");
    }

    static FrontMember Member(string id, string architecture, double accuracy, Dictionary<string, double> metrics) => new()
    {
        Candidate = new CandidateId(id),
        Architecture = architecture,
        Objectives = new Dictionary<string, double> { ["accuracy"] = accuracy, ["latencyMs@cpu"] = 0.125 },
        Metrics = metrics,
        Generation = 3,
    };
}
