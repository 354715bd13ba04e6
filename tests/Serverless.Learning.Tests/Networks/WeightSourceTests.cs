using Serverless.Learning.Networks;
using TorchSharp;

namespace Serverless.Learning.Tests.Networks;

public sealed class WeightSourceTests
{
    [Fact]
    public void FillKaiming_ManyWeights_HasMeanZeroAndVarianceTwoOverInputs()
    {
        using var scope = torch.NewDisposeScope();
        var weights = torch.zeros(64, 32, 3, 3);

        new WeightSource(seed: 1).FillKaiming(weights, inputs: 32 * 9);

        weights.mean().item<float>().ShouldBe(0f, 0.002f);
        weights.std().item<float>().ShouldBe((float)Math.Sqrt(2.0 / 288), 0.002f);
    }

    [Fact]
    public void FillNormal_NextLayer_DrawsOtherNumbers()
    {
        using var scope = torch.NewDisposeScope();
        var source = new WeightSource(seed: 1);
        var (first, second) = (torch.zeros(5), torch.zeros(5));

        source.FillNormal(first, deviation: 1);
        source.FillNormal(second, deviation: 1);

        first.allclose(second).ShouldBeFalse();
    }
}
