using Serverless.Bench.Peers;
using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Tests.Peers;

public sealed class PeerTableTests
{
    [Fact]
    public void Of_EveryProblemOfTheSuite_HasRowsInOrder()
    {
        foreach (var (label, _) in Suites.Find("nb201"))
        {
            var peers = PeerTable.Of(label);

            peers.Count.ShouldBe(label == "P4" ? 14 : 15, label);
            peers.Select(peer => peer.Method).ShouldBeUnique();
            peers.ShouldAllBe(peer => peer.Tight.Values.All(quartiles => quartiles.Lower <= quartiles.Median && quartiles.Median <= quartiles.Upper));
            peers.ShouldAllBe(peer => peer.Tight[50].Median < peer.Tight[200].Median && peer.Connected[100] < peer.Connected[200]);
        }

        PeerTable.Of("P6").ShouldBeEmpty();
    }

    [Fact]
    public void Of_OneRow_HoldsTheFigures()
    {
        var peer = PeerTable.Of("P3").Single(figures => figures.Method == "pymoo-nsga2-20");

        peer.Kind.ShouldBe("evolutionary");
        peer.Seeds.ShouldBe(20);
        peer.Tight[100].ShouldBe(new Quartiles(0.885, 0.898, 0.914));
        peer.Connected[500].ShouldBe(0.9973);
        peer.EvaluationsNeeded.ShouldBe(["33", "178", "1182"]);
        peer.MillisecondsPerProposal.ShouldBe(0.057);
    }
}
