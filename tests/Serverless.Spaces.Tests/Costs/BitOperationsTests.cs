using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Tests.Costs;

public sealed class BitOperationsTests
{
    [Theory]
    [InlineData(1, 1, 1 + 2)]
    [InlineData(8, 8, 64 + 16)]
    [InlineData(4, 8, 32 + 12)]
    public void Of_OneLayer_IsTheProductsAndTheAccumulator(int weightBits, int activationBits, int bits)
    {
        var outline = new NetworkOutline(new ImageShape(Channels: 4, Height: 3, Width: 2, Classes: 2));
        outline.Convolution(outline.Input, channels: 8, kernel: 1);

        // 4 products each, summed up in two more bits; 8 channels of 6 pixels.
        BitOperations.Of(outline, weightBits, activationBits).ShouldBe(4 * 8 * 6 * (bits + 2));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(32, 1_024 + 64)]
    public void Of_WholeNetwork_IsOfEachProductItsBitsAndTheLogarithmOfTheFanIn(int bits, int ofEach)
    {
        var space = new MobileSpace();
        var outline = space.Outline(space.Create(new int[space.Dimensions.Count]), space.DefaultSkeleton, space.CostShape);
        var macs = outline.Layers.Sum(layer => layer.MultiplyAccumulates);
        var sums = outline.Layers.Sum(layer => layer.MultiplyAccumulates * Math.Log2(layer.FanIn));

        (BitOperations.Of(outline, bits, bits) - sums).ShouldBe((double)ofEach * macs, 1e-9 * ofEach * macs);
        ArchitectureCost.Of(outline).BitOperations.ShouldBe((long)Math.Round((1_088.0 * macs) + sums), "nothing is quantised");
    }

    [Fact]
    public void Of_LayersOfTheirOwnWidths_IsTheSumByTheirWidths()
    {
        var outline = new NetworkOutline(new ImageShape(Channels: 4, Height: 2, Width: 2, Classes: 2));
        var map = outline.Convolution(outline.Input, channels: 8, kernel: 1, bits: 4);
        outline.Linear(map, outputs: 2);

        BitOperations.Of(outline).ShouldBe((4 * 8 * 4 * (16 + 8 + 2)) + (32 * 2 * (1_024 + 64 + 5)));
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 65)]
    public void Of_WidthThatIsNone_Throws(int weightBits, int activationBits) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => BitOperations.Of(new NetworkOutline(new ImageShape(1, 1, 1, 1)), weightBits, activationBits));
}
