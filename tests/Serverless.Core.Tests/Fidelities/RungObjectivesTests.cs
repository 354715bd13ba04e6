using Serverless.Core.Fidelities;
using Serverless.Core.Tests.Searches;

namespace Serverless.Core.Tests.Fidelities;

public sealed class RungObjectivesTests
{
    [Fact]
    public void At_TheRungOfNoEpochs_PutsAMetricOfUntrainedNetworksInPlaceOfAccuracy()
    {
        var request = Requests.ReadWith("training/rungs", "[0, 1, 3]").Request!;
        var others = request.Objectives.Select(objective => objective.Name).Where(name => name != "accuracy").ToList();

        var untrained = RungObjectives.At(request, RungLadder.Of(request), rung: 1);

        untrained.Select(objective => objective.Name).ShouldBe(["naswot", .. others], ignoreOrder: true);
        RungObjectives.At(request, RungLadder.Of(request), rung: 2).ShouldBe(request.Objectives);
    }
}
