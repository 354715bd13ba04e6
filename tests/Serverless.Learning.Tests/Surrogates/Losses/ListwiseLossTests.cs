using Serverless.Learning.Surrogates.Losses;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates.Losses;

public sealed class ListwiseLossTests
{
    [Fact]
    public void Of_NoTies_IsTheNegativeLogOfPlackettLuce()
    {
        // ln(e²/(e²+e¹+e^½)) + ln(e¹/(e¹+e^½)), negated: the published example of three in true order, here averaged over the three.
        Loss([2, 1, 0.5f], [0, 1, 2]).ShouldBe(0.9384458f / 3, 1e-6f);
    }

    [Fact]
    public void Of_Ties_CompeteWithTheirOwnAndLaterFronts()
    {
        float[] scores = [1, 3, 2];
        var field = Math.Log(Math.Exp(1) + Math.Exp(3) + Math.Exp(2));

        Loss(scores, [0, 0, 1]).ShouldBe((float)((field - 1 + (field - 3) + 0) / 3), 1e-5f);
    }

    [Fact]
    public void Of_OrderInsideAFront_DoesNotMatter() =>
        Loss([1, 3, 2, -1], [0, 0, 1, 2]).ShouldBe(Loss([3, 1, 2, -1], [0, 0, 1, 2]), 1e-6f);

    [Fact]
    public void Of_UnknownRank_DoesNotCompete() => Loss([2, 1, 9, 0.5f], [0, 1, -1, 2]).ShouldBe(Loss([2, 1, 0.5f], [0, 1, 2]), 1e-6f);

    [Fact]
    public void Of_NotSeen_HasNoGradient()
    {
        using var scope = NewDisposeScope();
        var scores = tensor(new float[] { 2, 1, 3 }).reshape(3, 1, 1).requires_grad_();

        ListwiseLoss.Of(scores, tensor(new float[] { 0, 1, 2 }), tensor(new float[] { 1, 0, 1 }).reshape(3, 1)).backward();

        scores.grad!.data<float>()[1].ShouldBe(0);
        scores.grad!.data<float>()[0].ShouldBeLessThan(0);
    }

    [Fact]
    public void Of_FourInThreeFronts_IsWhatAllPermutationsOfPlackettLuceSayOfTheTopOfEach()
    {
        float[] scores = [0.5f, -1, 2, 0.25f];
        float[] ranks = [1, 0, 0, 2];
        var sum = 0.0;
        for (var one = 0; one < scores.Length; one++)
        {
            // The probability that this one comes first of its own and later fronts, over all orders of those.
            int[] field = [.. Enumerable.Range(0, scores.Length).Where(other => ranks[other] >= ranks[one])];
            sum -= Math.Log(Permutations(field).Where(order => order[0] == one).Sum(order => PlackettLuce(order, scores)));
        }

        Loss(scores, ranks).ShouldBe((float)(sum / scores.Length), 1e-5f);
    }

    [Fact]
    public void Of_RanksOfEachMember_IsTheMeanOfTheirLosses()
    {
        using var scope = NewDisposeScope();
        var scores = tensor(new float[] { 2, 1, 1, 3, 0.5f, 2 }).reshape(3, 1, 2);
        var ranks = tensor(new float[] { 0, 2, 1, 0, 2, 1 }).reshape(3, 2);

        ListwiseLoss.Of(scores, ranks, ones(1, 2)).item<float>().ShouldBe((Loss([2, 1, 0.5f], [0, 1, 2]) + Loss([1, 3, 2], [2, 0, 1])) / 2, 1e-6f);
    }

    static double PlackettLuce(int[] order, float[] scores)
    {
        var probability = 1.0;
        for (var place = 0; place < order.Length; place++)
        {
            probability *= Math.Exp(scores[order[place]]) / order.Skip(place).Sum(one => Math.Exp(scores[one]));
        }

        return probability;
    }

    static IEnumerable<int[]> Permutations(int[] of) => of.Length == 0
        ? [[]]
        : of.SelectMany(first => Permutations([.. of.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));

    static float Loss(float[] scores, float[] ranks)
    {
        using var scope = NewDisposeScope();
        return ListwiseLoss.Of(tensor(scores).reshape(-1, 1, 1), tensor(ranks), ones(ranks.Length, 1)).item<float>();
    }
}
