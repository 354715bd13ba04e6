using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.ZeroCost;
using Serverless.Spaces;
using TorchSharp;

namespace Serverless.Learning.Tests.ZeroCost;

public sealed class ZeroCostProxiesTests
{
    static readonly NormalisedImages Batch = FashionBatch.Grey(8);

    [Fact]
    public void Score_EverySpaceTwice_IsEqualBitForBitAndFinite()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 2))
        {
            var first = ZeroCostProxies.Score(architecture, skeleton, FashionMnist.Shape, Batch, seed: 1);
            _ = torch.randn(3);

            ZeroCostProxies.Score(architecture, skeleton, FashionMnist.Shape, Batch, seed: 1).ShouldBe(first);
            var isConnected = space is not NasBench201Space || NasBench201Space.IsConnected(architecture);
            ZeroCostProxies.Score(architecture, skeleton, FashionMnist.Shape, Batch, seed: 2).Equals(first).ShouldBe(!isConnected);
            double.IsFinite(first.LogSynflow).ShouldBe(isConnected, space.Format(architecture));
            double.IsFinite(first.JacobianCovariance).ShouldBe(isConnected, space.Format(architecture));
        }
    }

    [Fact]
    public void Score_ArchitecturesOfOneCandidate_AreEqual()
    {
        var (plain, withDeadEdge) = (Cells.Space.Create([0, 0, 0, 3, 0, 0]), Cells.Space.Create([0, 0, 3, 3, 0, 0]));

        ZeroCostProxies.Score(withDeadEdge, Cells.Skeleton, FashionMnist.Shape, Batch, seed: 1)
            .ShouldBe(ZeroCostProxies.Score(plain, Cells.Skeleton, FashionMnist.Shape, Batch, seed: 1));
    }

    [Fact]
    public void Score_Synflow_IsThatOfANetworkThatNothingWasSentThrough()
    {
        var pools = Cells.Space.Create([4, 4, 4, 4, 4, 4]);
        using var scope = torch.NewDisposeScope();
        using var network = CandidateNetworks.Create(pools, Cells.Skeleton, FashionMnist.Shape, seed: 1);

        ZeroCostProxies.Score(pools, Cells.Skeleton, FashionMnist.Shape, Batch, seed: 1).LogSynflow
            .ShouldBe(Synflow.LogOf(network, FashionMnist.Shape));
    }

    [Fact]
    public void Score_ImagesOfAnotherShapeOrOneOnly_SaysWhat()
    {
        Should.Throw<ArgumentException>(() => ZeroCostProxies.Score(Cells.AllSkip, Cells.Skeleton, Cells.Shape, Batch, seed: 1))
            .Message.ShouldContain("1 × 8 × 8");
        Should.Throw<ArgumentException>(
            () => ZeroCostProxies.Score(Cells.AllSkip, Cells.Skeleton, FashionMnist.Shape, FashionBatch.Grey(1), seed: 1))
            .Message.ShouldContain("two or more");
    }
}
