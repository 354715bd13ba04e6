using Serverless.Learning.Networks;
using TorchSharp;

namespace Serverless.Learning.Tests.Networks;

public sealed class WeightSourceTests
{
    [Fact]
    public void FillNormalised_ManyWeights_AreUniformWithinOneOverTheRootOfInputs()
    {
        using var scope = torch.NewDisposeScope();
        var weights = torch.zeros(64, 16, 3, 3);

        new WeightSource(seed: 1).FillNormalised(weights, inputs: 16 * 9);

        weights.mean().item<float>().ShouldBe(0f, 0.002f);
        weights.abs().max().item<float>().ShouldBeInRange(0.999f / 12, 1f / 12);
        weights.std().item<float>().ShouldBe((float)(1 / (12 * Math.Sqrt(3))), 0.002f);
    }

    [Fact]
    public void FillClassifier_NextLayer_DrawsOtherNumbers()
    {
        using var scope = torch.NewDisposeScope();
        var source = new WeightSource(seed: 1);
        var (first, second) = (torch.zeros(5), torch.zeros(5));

        source.FillClassifier(first, inputs: 1);
        source.FillClassifier(second, inputs: 1);

        first.allclose(second).ShouldBeFalse();
    }
}
