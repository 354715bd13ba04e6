using Serverless.Core.Recipes;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Training;

public sealed class ImageAugmentationTests : IDisposable
{
    const int Count = 400;
    const float Black = -2;

    static readonly ImageShape Shape = new(Channels: 2, Height: 3, Width: 5, Classes: 10);

    readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void Apply_Nothing_LeavesTheImages() => Augment(new AugmentationSpecification()).ShouldAllBe(image => image.SequenceEqual(Image));

    [Fact]
    public void Apply_Flip_MirrorsAboutHalf()
    {
        var images = Augment(new AugmentationSpecification { HorizontalFlip = true });

        var mirrored = Places.Select(place => Pixel(place.Channel, place.Row, Shape.Width - 1 - place.Column)).ToArray();
        images.ShouldAllBe(image => image.SequenceEqual(Image) || image.SequenceEqual(mirrored));
        images.Count(image => image.SequenceEqual(mirrored)).ShouldBeInRange(150, 250);
    }

    [Fact]
    public void Apply_Crop_GivesEveryWindowOfTheBlackBorder()
    {
        var images = Augment(new AugmentationSpecification { CropPadding = 1 });

        var windows = Offsets(1).Select(offset => Window(offset.Down, offset.Right, isMirrored: false)).ToList();
        windows.ShouldAllBe(window => images.Any(image => image.SequenceEqual(window)));
        images.ShouldAllBe(image => windows.Any(window => window.SequenceEqual(image)));
    }

    [Fact]
    public void Apply_CropAndFlip_MirrorsWindows()
    {
        var images = Augment(new AugmentationSpecification { CropPadding = 1, HorizontalFlip = true });

        var windows = Offsets(1)
            .SelectMany(offset => new[] { true, false }.Select(isMirrored => Window(offset.Down, offset.Right, isMirrored))).ToList();
        images.ShouldAllBe(image => windows.Any(window => window.SequenceEqual(image)));
        windows.ShouldAllBe(window => images.Any(image => image.SequenceEqual(window)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Apply_Cutout_SetsASquareAroundAnyPixelToZero(int side)
    {
        var images = Augment(new AugmentationSpecification { Cutout = side });

        var squares = Enumerable.Range(0, Shape.Height)
            .SelectMany(row => Enumerable.Range(0, Shape.Width).Select(column => CutOut(row, column, side))).ToList();
        images.ShouldAllBe(image => squares.Any(square => square.SequenceEqual(image)));
        squares.ShouldAllBe(square => images.Any(image => image.SequenceEqual(square)));
    }

    [Fact]
    public void Apply_SameStream_DoesTheSame()
    {
        var specification = new AugmentationSpecification { CropPadding = 1, HorizontalFlip = true, Cutout = 2 };

        Augment(specification).ShouldBe(Augment(specification));
    }

    public void Dispose() => _scope.Dispose();

    static IEnumerable<(int Channel, int Row, int Column)> Places { get; } =
    [
        .. from channel in Enumerable.Range(0, Shape.Channels)
           from row in Enumerable.Range(0, Shape.Height)
           from column in Enumerable.Range(0, Shape.Width)
           select (channel, row, column),
    ];

    static float[] Image { get; } = [.. Places.Select(place => Pixel(place.Channel, place.Row, place.Column))];

    static float Pixel(int channel, int row, int column) =>
        row >= 0 && row < Shape.Height && column >= 0 && column < Shape.Width ? 1 + (channel * 100) + (row * 10) + column : Black - channel;

    static IEnumerable<(int Down, int Right)> Offsets(int padding) =>
        from down in Enumerable.Range(-padding, (2 * padding) + 1) from right in Enumerable.Range(-padding, (2 * padding) + 1) select (down, right);

    static float[] Window(int down, int right, bool isMirrored) =>
        [.. Places.Select(place => Pixel(place.Channel, place.Row + down, (isMirrored ? Shape.Width - 1 - place.Column : place.Column) + right))];

    static float[] CutOut(int row, int column, int side) =>
        [.. Places.Select(place => IsInside(place.Row - row, side) && IsInside(place.Column - column, side) ? 0 : Pixel(place.Channel, place.Row, place.Column))];

    static bool IsInside(int distance, int side) => distance >= -(side / 2) && distance < side - (side / 2);

    static List<float[]> Augment(AugmentationSpecification specification)
    {
        using var augmentation = new ImageAugmentation(specification, Shape, [Black, Black - 1], CPU);
        var images = tensor(Image).reshape(1, Shape.Channels, Shape.Height, Shape.Width).expand(Count, -1, -1, -1).contiguous();
        var result = augmentation.Apply(images, RandomStream.For(3, 1, 3));
        return [.. result.reshape(Count, -1).data<float>().ToArray().Chunk(Image.Length)];
    }
}
