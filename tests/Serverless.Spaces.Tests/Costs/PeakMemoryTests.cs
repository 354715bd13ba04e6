using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Tests.Costs;

public sealed class PeakMemoryTests
{
    // One channel of 4 × 4: 16 elements.
    readonly NetworkOutline _outline = new(new ImageShape(1, 4, 4, 10));

    [Fact]
    public void ElementsOf_NoOperator_IsTheImage() => Peak().ShouldBe(16);

    [Fact]
    public void ElementsOf_Chain_IsTheLargestInputWithItsOutput()
    {
        var wide = _outline.Convolution(_outline.Input, channels: 5, kernel: 3);
        _outline.Convolution(wide, channels: 2, kernel: 3, stride: 2);

        Peak().ShouldBe(16 + 80, "the image and the wide tensor; then 80 + 8");
    }

    [Fact]
    public void ElementsOf_ElementwiseOfItsLastReader_TakesNoRoom()
    {
        var wide = _outline.Convolution(_outline.Input, channels: 5, kernel: 3);
        _outline.Elementwise(wide);

        Peak().ShouldBe(16 + 80);
    }

    [Fact]
    public void ElementsOf_ElementwiseOfWhatIsReadLater_TakesRoom()
    {
        var wide = _outline.Convolution(_outline.Input, channels: 5, kernel: 3);
        var rectified = _outline.Elementwise(wide);
        _outline.Elementwise(_outline.Convolution(rectified, channels: 5, kernel: 1), wide);

        Peak().ShouldBe(3 * 80, "what was kept for the sum, what the convolution reads and what it makes");
    }

    [Fact]
    public void ElementsOf_ElementwiseOfTheImage_NeverWritesOverIt()
    {
        _outline.Elementwise(_outline.Input);

        Peak().ShouldBe(32);
    }

    [Fact]
    public void ElementsOf_ProductWithANumberPerChannel_IsMadeInTheLargerOne()
    {
        var wide = _outline.Convolution(_outline.Input, channels: 5, kernel: 3);
        _outline.Elementwise(wide, _outline.GlobalPool(wide));

        Peak().ShouldBe(16 + 80);
    }

    long Peak() => PeakMemory.ElementsOf(_outline);
}
