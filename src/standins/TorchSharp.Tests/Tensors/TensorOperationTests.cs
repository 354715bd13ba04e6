namespace TorchSharp.Tests.Tensors;

public sealed class TensorOperationTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();
    readonly Tensor _x = tensor(new double[] { 1, -2, 3, -4 }, [2, 2]);
    readonly Tensor _y = tensor(new double[] { 2, 2, 4, 5 }, [2, 2]);

    [Fact]
    public void Arithmetic_OfTensorsAndNumbers_IsElementwise()
    {
        Elements(_x + _y).ShouldBe([3, 0, 7, 1]);
        Elements(_x - 1).ShouldBe([0, -3, 2, -5]);
        Elements(10 - _x).ShouldBe([9, 12, 7, 14]);
        Elements(_x * _y).ShouldBe([2, -4, 12, -20]);
        Elements(_x / _y).ShouldBe([0.5, -1, 0.75, -0.8]);
        Elements(12 / _x).ShouldBe([12, -6, 4, -3]);
        Elements(-_x).ShouldBe([-1, 2, -3, 4]);
        Elements(_x % 3).ShouldBe([1, 1, 0, 2]);
        Elements(_x.add(_y, 10)).ShouldBe([21, 18, 43, 46]);
        Elements(_x.div(_y, RoundingMode.floor)).ShouldBe([0, -1, 0, -1]);
        Elements(_x.div(_y, RoundingMode.trunc)).ShouldBe([0, -1, 0, 0]);
    }

    [Fact]
    public void InPlaceOperations_ReturnTheSameElements()
    {
        var changed = _x.add_(1).mul_(_y).sub_(2).div_(2).clamp_(-3.0, 3.0);

        Elements(changed).ShouldBe([1, -2, 3, -3]);
        Elements(_x).ShouldBe(Elements(changed));
    }

    [Fact]
    public void Comparisons_OfTensorsAndNumbers_AreTruthValues()
    {
        Truths(_x == _y).ShouldBe([false, false, false, false]);
        Truths(_x != 3).ShouldBe([true, true, false, true]);
        Truths(_x < 0).ShouldBe([false, true, false, true]);
        Truths(_x >= 1).ShouldBe([true, false, true, false]);
        Truths((_x > 0) & (_y > 2)).ShouldBe([false, false, true, false]);
        Truths((_x > 0) | (_y > 4)).ShouldBe([true, false, true, true]);
        Truths(~(_x > 0)).ShouldBe([false, true, false, true]);
        (_x > 0).any().item<bool>().ShouldBeTrue();
        (_x > 0).all().item<bool>().ShouldBeFalse();
    }

    [Fact]
    public void Reductions_OverAllOrSomeDimensions_MatchSums()
    {
        _x.sum().item<double>().ShouldBe(-2);
        Elements(_x.sum(0L)).ShouldBe([4, -6]);
        Elements(_x.sum(1, true)).ShouldBe([-1, -1]);
        _x.mean().item<double>().ShouldBe(-0.5);
        Elements(_x.mean([0L])).ShouldBe([2, -3]);
        _x.argmax().item<long>().ShouldBe(2);
        _x.argmax(1).data<long>().ToArray().ShouldBe([0, 0]);
        var (values, indexes) = _x.max(0);
        Elements(values).ShouldBe([3, -2]);
        indexes.data<long>().ToArray().ShouldBe([1, 0]);
        _x.var().item<double>().ShouldBe(29.0 / 3, 1e-12);
        _x.norm().item<double>().ShouldBe(Math.Sqrt(30), 1e-12);
    }

    [Fact]
    public void Products_OfMatrices_AreRowsTimesColumns()
    {
        Elements(_x.matmul(_y)).ShouldBe([-6, -8, -10, -14]);
        Elements(_x.mv(tensor(new[] { 1.0, 2.0 }))).ShouldBe([-3, -5]);
        tensor(new[] { 1.0, 2.0 }).dot(tensor(new[] { 3.0, 4.0 })).item<double>().ShouldBe(11);
        matmul(_x, _y).Equals(_x.mm(_y)).ShouldBeTrue();
    }

    [Fact]
    public void Joins_OfTensors_KeepTheirOrder()
    {
        Elements(cat([_x, _y], 1)).ShouldBe([1, -2, 2, 2, 3, -4, 4, 5]);
        Elements(stack([_x, _y])).ShouldBe([1, -2, 3, -4, 2, 2, 4, 5]);
        cat(Enumerable.Repeat(_x, 200).ToArray()).shape.ShouldBe([400, 2]);
        _x.split(1).Select(part => part.shape[0]).ShouldBe([1, 1]);
        Elements(_x.unbind(1)[1]).ShouldBe([-2, -4]);
    }

    [Fact]
    public void Shapes_Changed_KeepTheElements()
    {
        _x.reshape(4).shape.ShouldBe([4]);
        _x.view(1, -1).shape.ShouldBe([1, 4]);
        Elements(_x.permute(1, 0)).ShouldBe([1, 3, -2, -4]);
        _x.unsqueeze(0).flatten(0, 1).shape.ShouldBe([2, 2]);
        _x.expand(3, 2, 2).shape.ShouldBe([3, 2, 2]);
        Elements(_x.flip(0)).ShouldBe([3, -4, 1, -2]);
        _x.size(-1).ShouldBe(2);
    }

    [Fact]
    public void Conversions_BetweenTypes_ChangeElementsAndType()
    {
        _x.to(int64).data<long>().ToArray().ShouldBe([1, -2, 3, -4]);
        _x.@float().dtype.ShouldBe(float32);
        _x.to(float32, CPU).dtype.ShouldBe(float32);
        (_x > 0).to_type(uint8).data<byte>().ToArray().ShouldBe([1, 0, 1, 0]);
    }

    [Fact]
    public void To_WhereTheTensorIsAlready_SharesItsElementsUnlessACopyIsAskedFor()
    {
        _x.to(CPU).fill_(5);
        _x.to(float64, copy: true).fill_(6);

        Elements(_x).ShouldBe([5, 5, 5, 5]);
    }

    [Fact]
    public void Equality_OfTensors_ComparesElements()
    {
        _x.Equals(_x.clone()).ShouldBeTrue();
        _x.Equals(_y).ShouldBeFalse();
        _x.allclose(_x + 1e-9).ShouldBeTrue();
        _x.allclose(_x + 1e-3).ShouldBeFalse();
    }

    static double[] Elements(Tensor tensor) => tensor.data<double>().ToArray();

    static bool[] Truths(Tensor tensor) => tensor.data<bool>().ToArray();

    public void Dispose() => _scope.Dispose();
}
