using Serverless.Learning.Surrogates.Losses;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates.Losses;

public sealed class PairwiseLossTests
{
    // Measured 1 < 2 < 4: the pairs (1,0), (2,0), (2,1) are in order; said 0, 1, 0.5.
    static readonly double[] Gaps = [1, 0.5, -0.5];

    [Fact]
    public void Logistic_ThreeValues_IsTheMeanOverOrderedPairs() =>
        Of(values => PairwiseLoss.Logistic(values, Batches.OfValues(1, 2, 4)))
            .ShouldBe(Gaps.Average(gap => Math.Log(1 + Math.Exp(-gap))), 1e-6);

    [Fact]
    public void Hinge_ThreeValues_IsTheMeanOverOrderedPairs() =>
        Of(values => PairwiseLoss.Hinge(values, Batches.OfValues(1, 2, 4), margin: 0.75))
            .ShouldBe(Gaps.Average(gap => Math.Max(0, 0.75 - gap)), 1e-6);

    [Fact]
    public void Relation_ThreeValues_IsTheCrossEntropyOverAllPairs()
    {
        float[] measured = [1, 2, 4];
        double[] said = [0, 1, 0.5];
        var pairs = from i in Enumerable.Range(0, 3)
                    from j in Enumerable.Range(0, 3)
                    let target = Sigmoid(measured[i] - measured[j])
                    let answer = Sigmoid(said[i] - said[j])
                    select -((target * Math.Log(answer)) + ((1 - target) * Math.Log(1 - answer)));

        Of(values => PairwiseLoss.Relation(values, Batches.OfValues(measured), _ => true)).ShouldBe(pairs.Average(), 1e-5);
    }

    [Fact]
    public void Relation_TargetsThatDoNotCount_IsZero() =>
        Of(values => PairwiseLoss.Relation(values, Batches.OfValues(1, 2, 4), _ => false)).ShouldBe(0);

    [Fact]
    public void Logistic_EqualValues_IsZero() => Of(values => PairwiseLoss.Logistic(values, Batches.OfValues(2, 2, 2))).ShouldBe(0);

    static double Of(Func<Tensor, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        return loss(tensor(new float[] { 0, 1, 0.5f }).reshape(3, 1, 1)).item<float>();
    }

    static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
