using Serverless.Learning.Inheritance;
using Serverless.Learning.Networks;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Inheritance;

public sealed class CutWeightsTests
{
    static readonly OwnSpace Space = OwnSpaceSamples.Growing;

    /// <summary>Every number of the smaller network is that of the unit which it is, and goes are half of the twice as many that are read least.</summary>
    [Fact]
    public void Copy_OfFewerUnits_KeepsThoseThatAreReadMostWithTheirNumbers()
    {
        using var scope = NewDisposeScope();
        var parent = Parse("channels=8 kernel=3 layers=1 channels1=12 linears=1 units1=20 function=relu");
        var child = Parse("channels=6 kernel=3 layers=1 channels1=8 linears=1 units1=10 function=relu");
        var morph = NetworkMorphs.Of(Space)!.Cut(parent, child).ShouldNotBeNull();
        using var trained = TestNetworks.Used(Space, parent);
        var kept = new List<IReadOnlyList<long[]>>();
        foreach (var seed in new long[] { 1, 1, 2, 3, 4 })
        {
            using var cut = CandidateNetworks.Create(child, Space.DefaultSkeleton, Space.CostShape, seed: 5);
            var units = new CutWeights(morph, trained, cut, seed).Copy();
            kept.Add(units);
            var (from, to) = (trained.state_dict(), cut.state_dict());
            var (first, second, linear) = (units[0], units[4], units[^2]);

            Numbers(to["blocks.conv1.convolution.weight"]).ShouldBe(Numbers(Rows(from["blocks.conv1.convolution.weight"], first)));
            Numbers(to["blocks.norm1.normalisation.running_var"]).ShouldBe(Numbers(Rows(from["blocks.norm1.normalisation.running_var"], first)));
            Numbers(to["blocks.conv2.convolution.weight"])
                .ShouldBe(Numbers(Rows(from["blocks.conv2.convolution.weight"], second).index_select(1, tensor(first))));
            Numbers(to["blocks.conv2.convolution.bias"]).ShouldBe(Numbers(Rows(from["blocks.conv2.convolution.bias"], second)));
            Numbers(to["blocks.depthwise1.convolution.weight"]).ShouldBe(Numbers(Rows(from["blocks.depthwise1.convolution.weight"], second)));
            Numbers(to["blocks.linear1.linear.weight"]).ShouldBe(Numbers(
                Rows(from["blocks.linear1.linear.weight"], linear).reshape(10, 12, 16).index_select(1, tensor(second)).reshape(10, -1)));
            Numbers(to["classifier.weight"]).ShouldBe(Numbers(from["classifier.weight"].index_select(1, tensor(linear))));
            Numbers(to["classifier.bias"]).ShouldBe(Numbers(from["classifier.bias"]));

            var all = trained.state_dict();
            AmongTheLeastRead(first, 8, Norms(all["blocks.conv2.convolution.weight"].transpose(0, 1)));
            AmongTheLeastRead(second, 12, Norms(all["blocks.depthwise1.convolution.weight"]));
            AmongTheLeastRead(linear, 20, Norms(all["classifier.weight"].transpose(0, 1)));
        }

        kept[0].Select(units => string.Join(' ', units)).ShouldBe(kept[1].Select(units => string.Join(' ', units)));
        kept.Select(units => string.Join(' ', units[0])).Distinct().Count().ShouldBeGreaterThan(1, "of the candidates a random half goes");
    }

    [Fact]
    public void Loss_OfATeacher_IsTheMeanSquareOfTheLogitsDifferences()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[,] { { 1, -2, 0.5f }, { 3, 0, -1 } }, requires_grad: true);
        var targets = tensor(new float[,] { { 0, -2, 1.5f }, { 1, 1, -1 } });

        var loss = Teacher.Loss(logits, targets);
        loss.backward();

        // (1 + 0 + 1 + 4 + 1 + 0) / 6, and 2 (logits - targets) / 6.
        loss.item<float>().ShouldBe(7f / 6, 1e-6f);
        Numbers(logits.grad!).Zip([1f / 3, 0, -1f / 3, 2f / 3, -1f / 3, 0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6f);
        var network = TestNetworks.Used(Space, Parse("channels=4 kernel=3 layers=0 linears=1 units1=8 function=relu"));
        var images = TestNetworks.Images(count: 4, seed: 2);
        var answers = network.call(images).detach();
        using var teacher = new Teacher(network);
        teacher.LossOf(answers + 2, images).item<float>().ShouldBe(4, 1e-5f);
    }

    static void AmongTheLeastRead(long[] kept, int units, float[] norms)
    {
        var gone = Enumerable.Range(0, units).Where(unit => !kept.Contains(unit)).ToList();
        gone.Count.ShouldBe(units - kept.Length);
        gone.ShouldBeSubsetOf(Enumerable.Range(0, units).OrderBy(unit => norms[unit]).Take(2 * gone.Count));
    }

    static float[] Norms(Tensor byUnit) => Numbers(byUnit.abs().reshape(byUnit.shape[0], -1).sum(1));

    static Tensor Rows(Tensor tensor, long[] units) => tensor.index_select(0, torch.tensor(units));

    static float[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    static Architecture Parse(string notation) => Space.TryParse(notation, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);
}
