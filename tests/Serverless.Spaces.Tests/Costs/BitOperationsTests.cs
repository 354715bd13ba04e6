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
    [InlineData(0, 8)]
    [InlineData(8, 65)]
    public void Of_WidthThatIsNone_Throws(int weightBits, int activationBits) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => BitOperations.Of(new NetworkOutline(new ImageShape(1, 1, 1, 1)), weightBits, activationBits));
}
