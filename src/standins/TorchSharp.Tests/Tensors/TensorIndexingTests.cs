namespace TorchSharp.Tests.Tensors;

public sealed class TensorIndexingTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();

    // 0 1 2 3 / 4 5 6 7 / 8 9 10 11
    readonly Tensor _grid = arange(12).reshape(3, 4);

    [Fact]
    public void Index_ByNumbersAndSlices_SelectsAsInPython()
    {
        Elements(_grid[1]).ShouldBe([4, 5, 6, 7]);
        Elements(_grid[-1]).ShouldBe([8, 9, 10, 11]);
        _grid[2, 3].item<long>().ShouldBe(11);
        Elements(_grid[TensorIndex.Colon, 1]).ShouldBe([1, 5, 9]);
        Elements(_grid[TensorIndex.Slice(0, 2), TensorIndex.Slice(1, null, 2)]).ShouldBe([1, 3, 5, 7]);
        Elements(_grid[1..3, ..2]).ShouldBe([4, 5, 8, 9]);
        Elements(_grid[..^1, ^1]).ShouldBe([3, 7]);
    }

    [Fact]
    public void Index_WithEllipsisAndNewAxis_KeepsAndAddsDimensions()
    {
        _grid[TensorIndex.None, TensorIndex.Ellipsis].shape.ShouldBe([1, 3, 4]);
        _grid[TensorIndex.Ellipsis, TensorIndex.None].shape.ShouldBe([3, 4, 1]);
        Elements(_grid[TensorIndex.Ellipsis, 0]).ShouldBe([0, 4, 8]);
    }

    [Fact]
    public void Index_ByTensors_Gathers()
    {
        Elements(_grid[tensor(new long[] { 2, 0 })]).ShouldBe([8, 9, 10, 11, 0, 1, 2, 3]);
        Elements(_grid[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 3, 3 }))]).ShouldBe([3, 3, 7, 7, 11, 11]);
        Elements(_grid[tensor(new long[] { 0, 1 }), tensor(new long[] { 1, 2 })]).ShouldBe([1, 6]);
        Elements(_grid[_grid > 8]).ShouldBe([9, 10, 11]);
    }

    [Fact]
    public void Index_SettingValues_ChangesOnlyThose()
    {
        _grid[1] = tensor(-1L);
        _grid[TensorIndex.Colon, 0] = tensor(new long[] { 7, 8, 9 });
        _grid[_grid > 9] = tensor(0L);

        Elements(_grid).ShouldBe([7, 1, 2, 3, 8, -1, -1, -1, 9, 9, 0, 0]);
    }

    [Fact]
    public void IndexPut_Accumulating_AddsEveryOccurrence()
    {
        var counts = zeros(3, int64);

        counts.index_put_(ones(3, int64), [TensorIndex.Tensor(tensor(new long[] { 1, 1, 2 }))], true);

        Elements(counts).ShouldBe([0, 2, 1]);
    }

    [Fact]
    public void Selections_ByDimension_GiveTheRightParts()
    {
        Elements(_grid.index_select(1, tensor(new long[] { 3, 0 }))).ShouldBe([3, 0, 7, 4, 11, 8]);
        Elements(_grid.gather(1, tensor(new long[] { 1, 0, 2 }, [3, 1]))).ShouldBe([1, 4, 10]);
        Elements(_grid.narrow(1, 2, 2)).ShouldBe([2, 3, 6, 7, 10, 11]);
        Elements(_grid.slice(0, 0, 3, 2)).ShouldBe([0, 1, 2, 3, 8, 9, 10, 11]);
        Elements(_grid.masked_select(_grid.eq(5))).ShouldBe([5]);
        Elements((_grid > 9).nonzero()).ShouldBe([2, 2, 2, 3]);
    }

    static long[] Elements(Tensor tensor) => tensor.data<long>().ToArray();

    public void Dispose() => _scope.Dispose();
}
