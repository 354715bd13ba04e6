using System.IO.Compression;
using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Spaces;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Serverless.Learning.Tests.Datasets;

public sealed class ImageReaderTests : IDisposable
{
    static readonly ImageShape Shape = new(3, 8, 8, 2);

    readonly OwnFiles _files = new();

    public ImageReaderTests()
    {
        for (var i = 0; i < 3; i++)
        {
            Write($"flowers/tulip/{i}.png", new Rgb24(200, 100, (byte)i));
            Write($"flowers/rose/{i}.png", new Rgb24(10, 20, (byte)(30 + i)));
        }
    }

    [Fact]
    public void LoadSplit_FolderOfClasses_NumbersThemByName()
    {
        var split = DatasetLoader.LoadSplit(Flowers("flowers"), _files.Root);

        split.ClassNames.ShouldBe(["rose", "tulip"]);
        split.Training.Count.ShouldBe(4);
        foreach (var (image, label) in split.Training.Labels.Concat(split.Validation.Labels).Index())
        {
            var pixels = image < 4 ? split.Training.Pixels : split.Validation.Pixels;
            var red = (pixels[(image < 4 ? image : image - 4) * 3 * 64] * split.Normalisation.Deviation[0]) + split.Normalisation.Mean[0];
            (red * 255).ShouldBe(label == 1 ? 200 : 10, 0.1, "planes are apart, the first is red");
        }
    }

    [Fact]
    public void LoadSplit_ZipOfTheFolder_IsTheSame()
    {
        // As zip files of folders are: with the folder's own name in front, and with what systems add.
        ZipFile.CreateFromDirectory(_files.Path("flowers"), _files.Path("flowers.zip"), CompressionLevel.Fastest, includeBaseDirectory: true);
        using (var archive = ZipFile.Open(_files.Path("flowers.zip"), ZipArchiveMode.Update))
        {
            archive.CreateEntry("__MACOSX/flowers/rose/._0.png");
            archive.CreateEntry("flowers/.DS_Store");
        }

        var fromZip = DatasetLoader.LoadSplit(Flowers("flowers.zip"), _files.Root);

        var fromFolder = DatasetLoader.LoadSplit(Flowers("flowers"), _files.Root);
        fromZip.Training.Pixels.ShouldBe(fromFolder.Training.Pixels);
        fromZip.Training.Labels.ShouldBe(fromFolder.Training.Labels);
        fromZip.ClassNames.ShouldBe(fromFolder.ClassNames);
    }

    [Fact]
    public void LoadTest_FolderOfSomeClasses_KeepsTheirNumbers()
    {
        Write("test/tulip/a.png", new Rgb24(1, 2, 3));
        var flowers = Flowers("flowers");
        flowers = flowers with { Source = flowers.Source! with { Test = [new DatasetFile { Path = "test" }] } };

        DatasetLoader.LoadTest(flowers, _files.Root).Labels.ShouldBe([1], "tulip is the second class, though it is the test's first");
    }

    [Fact]
    public void LoadSplit_ValidationFolder_JudgesByItAlone()
    {
        Write("judging/rose/a.png", new Rgb24(255, 255, 255));
        var flowers = Flowers("flowers") with { TrainingImages = 6, ValidationImages = 1 };
        flowers = flowers with { Source = flowers.Source! with { Validation = [new DatasetFile { Path = "judging" }] } };

        var split = DatasetLoader.LoadSplit(flowers, _files.Root);

        split.Training.Count.ShouldBe(6);
        split.Validation.Labels.ShouldBe([0]);
        ((split.Validation.Pixels[0] * split.Normalisation.Deviation[0]) + split.Normalisation.Mean[0]).ShouldBe(1, 1e-4);
    }

    [Theory]
    [InlineData(ImageResizing.Crop, 100)] // the middle is kept
    [InlineData(ImageResizing.Stretch, 75)] // half of it is of the sides
    public void LoadSplit_OtherSizeAndResize_IsFitted(ImageResizing resize, int mean)
    {
        using (var wide = new Image<Rgb24>(32, 16))
        {
            wide.ProcessPixelRows(rows =>
            {
                for (var y = 0; y < rows.Height; y++)
                {
                    rows.GetRowSpan(y).Fill(new Rgb24(50, 50, 50));
                    rows.GetRowSpan(y)[8..24].Fill(new Rgb24(100, 100, 100));
                }
            });
            wide.SaveAsPng(_files.Path("flowers/rose/0.png"));
        }

        var flowers = Flowers("flowers") with { TrainingImages = 5, ValidationImages = 1 };
        var rose = SourceReader.ReadTraining(flowers.Source! with { Resize = resize }, _files.Root);

        var pixels = new float[64];
        rose.Pixels.Read(0, pixels);
        (pixels.Average() * 255).ShouldBe(mean, 2, "a pixel at the border takes of both sides");
    }

    [Fact]
    public void LoadSplit_GreyShape_MixesColoursToGrey()
    {
        var flowers = Flowers("flowers");
        var source = flowers.Source! with { Shape = Shape with { Channels = 1 } };
        Write("flowers/rose/0.png", new Rgb24(255, 0, 0));

        var pixels = new float[64];
        SourceReader.ReadTraining(source, _files.Root).Pixels.Read(0, pixels);

        pixels[0].ShouldBe(0.2126f, 0.005f, "ITU-R BT.709");
    }

    [Fact]
    public void LoadSplit_WhatIsWrong_NamesTheFileAndWhatHelps()
    {
        ShouldFail(() => Write("flowers/rose/9.png", new Rgb24(1, 1, 1), width: 9), "flowers/rose/9.png", "8 × 9 pixels instead of 8 × 8", "resize");
        ShouldFail(() => File.WriteAllText(_files.Path("flowers/rose/9.png"), "no image"), "flowers/rose/9.png", "damaged");
        ShouldFail(() => File.WriteAllBytes(_files.Path("flowers/rose/9.png"), File.ReadAllBytes(_files.Path("flowers/rose/1.png"))[..60]), "flowers/rose/9.png", "damaged");
        ShouldFail(() => File.WriteAllText(_files.Path("flowers/rose/9.png"), ""), "flowers/rose/9.png", "damaged");
        File.Delete(_files.Path("flowers/rose/9.png"));
        ShouldFail(() => File.WriteAllText(_files.Path("flowers/readme.txt"), "Roses"), "'readme.txt' is not a PNG or JPEG file");
        File.Delete(_files.Path("flowers/readme.txt"));
        ShouldFail(() => Write("flowers/9.png", new Rgb24(1, 1, 1)), "'9.png' is not in the folder of a class");
        File.Delete(_files.Path("flowers/9.png"));
        ShouldFail(() => Write("flowers/violet/9.png", new Rgb24(1, 1, 1)), "has 3 classes, not the 2", "rose, tulip, violet");
    }

    [Fact]
    public void FileSumOf_Folder_ChangesWithNamesAndContent()
    {
        var sum = FileSum.Of(_files.Path("flowers"));

        FileSum.Of(_files.Path("flowers")).ShouldBe(sum);
        File.Move(_files.Path("flowers/rose/0.png"), _files.Path("flowers/tulip/9.png"));
        FileSum.Of(_files.Path("flowers")).ShouldNotBe(sum);
    }

    public void Dispose() => _files.Dispose();

    void ShouldFail(Action change, params string[] told)
    {
        change();

        var error = Should.Throw<DatasetException>(() => DatasetLoader.LoadSplit(Flowers("flowers"), _files.Root));

        foreach (var text in told)
        {
            error.Message.ShouldContain(text);
        }
    }

    [Fact]
    public void LoadSplit_ImageOfMoreBytesThanAFileMayHave_IsNotReadToItsEnd()
    {
        using (var file = File.OpenWrite(_files.Path("flowers/rose/0.png")))
        {
            file.SetLength(DatasetFileFormat.MaximumBytes + 1L);
        }

        Should.Throw<DatasetException>(() => DatasetLoader.LoadSplit(Flowers("flowers"), _files.Root))
            .Message.ShouldContain("flowers/rose/0.png: it has more than the 67108864 bytes that an image may have.");
    }

    void Write(string name, Rgb24 colour, int width = 8)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_files.Path(name))!);
        using var image = new Image<Rgb24>(width, 8, colour);
        image.SaveAsPng(_files.Path(name));
    }

    static DatasetSpecification Flowers(string place) => new()
    {
        Name = "flowers",
        TrainingImages = 4,
        ValidationImages = 2,
        Source = new DatasetSource { Format = DatasetFormat.Images, Shape = Shape, Training = [new DatasetFile { Path = place }] },
    };
}
