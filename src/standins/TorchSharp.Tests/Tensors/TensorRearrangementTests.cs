namespace TorchSharp.Tests.Tensors;

public sealed class TensorRearrangementTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();
    readonly Tensor _x = tensor(new double[] { 1, 2, 3, 4 }, [2, 2]);

    [Fact]
    public void Repetitions_OfATensor_TileOrStretchIt()
    {
        Elements(_x.repeat(1, 2)).ShouldBe([1, 2, 1, 2, 3, 4, 3, 4]);
        Elements(_x.repeat_interleave(2, 1)).ShouldBe([1, 1, 2, 2, 3, 3, 4, 4]);
        Elements(_x[0].broadcast_to(2, 2)).ShouldBe([1, 2, 1, 2]);
        Elements(_x[0].expand_as(_x)).ShouldBe([1, 2, 1, 2]);
    }

    [Fact]
    public void Triangles_AndDiagonals_KeepTheirSide()
    {
        Elements(_x.tril()).ShouldBe([1, 0, 3, 4]);
        Elements(_x.triu(1)).ShouldBe([0, 2, 0, 0]);
        Elements(_x.diag()).ShouldBe([1, 4]);
        Elements(_x.T).ShouldBe([1, 3, 2, 4]);
        Elements(_x.mT).ShouldBe([1, 3, 2, 4]);
    }

    [Fact]
    public void Orders_OfElements_AreSortedRolledOrReversed()
    {
        Elements(_x.roll([1], [1])).ShouldBe([2, 1, 4, 3]);
        _x.neg().argsort(1).data<long>().ToArray().ShouldBe([1, 0, 1, 0]);
        _x.argsort(1, true).data<long>().ToArray().ShouldBe([1, 0, 1, 0]);
        Elements(_x.sort(0, true).Values).ShouldBe([3, 4, 1, 2]);
        Elements(_x.flatten().topk(2).values).ShouldBe([4, 3]);
        _x.median().item<double>().ShouldBe(2);
        Elements(_x.cumsum(0)).ShouldBe([1, 2, 4, 6]);
    }

    [Fact]
    public void Scatter_ByIndices_PutsElementsThere()
    {
        var index = tensor(new long[] { 1, 0 }, [2, 1]);

        Elements(zeros(2, 2, float64).scatter(1, index, _x)).ShouldBe([0, 1, 3, 0]);
        Elements(_x.index_add_(0, tensor(new long[] { 0, 0 }), ones(2, 2, float64), 10)).ShouldBe([21, 22, 3, 4]);
        Elements(_x.masked_fill_(_x > 20, -1)).ShouldBe([-1, -1, 3, 4]);
    }

    [Fact]
    public void Products_WithScaledTerms_AddUp()
    {
        Elements(_x.addcmul(_x, _x, 0.5)).ShouldBe([1.5, 4, 7.5, 12]);
        Elements(_x.addcdiv(_x, _x, 2)).ShouldBe([3, 4, 5, 6]);
        Elements(_x.lerp_(zeros(2, 2, float64), full([2, 2], 0.5, float64))).ShouldBe([0.5, 1, 1.5, 2]);
        Elements(_x[0].outer(_x[1])).ShouldBe([0.75, 1, 1.5, 2]);
        Elements(_x.unsqueeze(0).bmm(_x.unsqueeze(0))).ShouldBe([1.75, 2.5, 3.75, 5.5]);
    }

    [Fact]
    public void Rounding_OfFractions_GoesEachWay()
    {
        var x = tensor(new[] { -1.26, 0.5, 2.5, 1.27 });

        Elements(x.round()).ShouldBe([-1, 0, 2, 1]);
        Elements(x.round(1)).ShouldBe([-1.3, 0.5, 2.5, 1.3], 1e-12);
        Elements(x.floor()).ShouldBe([-2, 0, 2, 1]);
        Elements(x.ceil()).ShouldBe([-1, 1, 3, 2]);
        Elements(x.trunc()).ShouldBe([-1, 0, 2, 1]);
        Elements(x.sign()).ShouldBe([-1, 1, 1, 1]);
        x.ToString().ShouldContain("4");
    }

    [Fact]
    public void Tests_ForFiniteness_TellNumbersFromTheRest()
    {
        var x = tensor(new[] { 1, double.NaN, double.PositiveInfinity });

        x.isnan().data<bool>().ToArray().ShouldBe([false, true, false]);
        x.isinf().data<bool>().ToArray().ShouldBe([false, false, true]);
        x.isfinite().data<bool>().ToArray().ShouldBe([true, false, false]);
        x.isnan().logical_or(x.isinf()).logical_not().data<bool>().ToArray().ShouldBe([true, false, false]);
    }

    [Fact]
    public void RandomFilling_OfATensor_FollowsItsDistribution()
    {
        manual_seed(4).Dispose();

        empty(10_000, float64).bernoulli_(0.3).mean().item<double>().ShouldBe(0.3, 0.02);
        empty(10_000, float64).exponential_(2).mean().item<double>().ShouldBe(0.5, 0.02);
        empty(10_000, float64).uniform_(2, 4).mean().item<double>().ShouldBe(3, 0.03);
        tensor(new[] { 0.0, 1.0, 3.0 }).multinomial(10_000, true).eq(2).sum().ToInt64().ShouldBeInRange(7_300, 7_700);
        _x.rand_like().max().item<double>().ShouldBeLessThan(1);
        _x.randn_like(float32).dtype.ShouldBe(float32);
    }

    static double[] Elements(Tensor tensor) => tensor.data<double>().ToArray();

    public void Dispose() => _scope.Dispose();
}
