using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;

namespace Serverless.Learning.Tests.Datasets;

public sealed class FashionMnistTests : IDisposable
{
    static readonly DatasetSpecification TwoImages = new() { Name = FashionMnist.Name, TrainingImages = 1, ValidationImages = 1 };

    readonly IdxFolder _folder = new();

    [Fact]
    public void LoadSplit_TheRealDataset_HasMeanZeroAndDeviationOne()
    {
        var specification = new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = 50_000, ValidationImages = 10_000 };

        var (training, validation) = new FashionMnist().LoadSplit(specification);

        training.Count.ShouldBe(50_000);
        training.Pixels.Length.ShouldBe(50_000 * 784);
        validation.Count.ShouldBe(10_000);
        var mean = training.Pixels.Average();
        mean.ShouldBe(0, 0.01f);
        training.Pixels.Average(p => (p - mean) * (p - mean)).ShouldBe(1, 0.01f);
        training.Labels.Concat(validation.Labels).CountBy(label => label).ShouldAllBe(pair => pair.Value == 6_000);
    }

    [Fact]
    public void LoadTestImages_TheRealDataset_HasThousandOfEachClass()
    {
        var test = new FashionMnist().LoadTestImages();

        test.Count.ShouldBe(10_000);
        test.Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value).ShouldBe(Enumerable.Repeat(1_000, 10));
    }

    [Fact]
    public void LoadSplit_OwnFiles_NormalisesEveryPixel()
    {
        Write("train", count: 2, label: 9);

        var (training, validation) = new FashionMnist(_folder.Root).LoadSplit(TwoImages);

        // Pixel 255 of a dataset with mean 0.286 and deviation 0.353.
        training.Pixels.Concat(validation.Pixels).ShouldAllBe(value => Math.Abs(value - (0.714f / 0.353f)) < 1e-5f);
        training.Labels.ShouldBe([9]);
    }

    [Fact]
    public void LoadSplit_NoFolder_NamesThePackage()
    {
        var error = Should.Throw<DatasetException>(() => new FashionMnist(["/nowhere", "/neither"]).LoadSplit(TwoImages));

        error.IsMissing.ShouldBeTrue();
        error.Message.ShouldContain("/nowhere/fashion-mnist");
        error.Message.ShouldContain("/neither");
        error.Message.ShouldContain("dataset-fashion-mnist");
        error.Message.ShouldContain(DatasetFolder.Variable);
    }

    [Fact]
    public void LoadTestImages_FolderOfOtherDatasets_AddsToTheSystems() =>
        new FashionMnist(Directory.CreateDirectory(Path.Combine(_folder.Root, "others")).FullName).LoadTestImages().Count.ShouldBe(10_000);

    [Fact]
    public void LoadTestImages_FileMissing_NamesIt()
    {
        Write("train", count: 2, label: 0);

        Should.Throw<DatasetException>(() => new FashionMnist(_folder.Root).LoadTestImages())
            .Message.ShouldContain("t10k-images-idx3-ubyte.gz");
    }

    [Fact]
    public void LoadSplit_FewerLabelsThanImages_SaysSo()
    {
        Write("train", count: 3, label: 0);
        _folder.Write("train-labels-idx1-ubyte.gz", [2], [0, 0]);

        Should.Throw<DatasetException>(() => new FashionMnist(_folder.Root).LoadSplit(TwoImages))
            .Message.ShouldContain("2 labels for 3 images");
    }

    [Fact]
    public void LoadSplit_LabelOfNoClass_SaysWhich()
    {
        Write("train", count: 2, label: 10);

        Should.Throw<DatasetException>(() => new FashionMnist(_folder.Root).LoadSplit(TwoImages))
            .Message.ShouldContain("label 0 is 10; the 10 classes are 0 to 9");
    }

    [Fact]
    public void LoadSplit_ImagesOfAnotherSize_SaysSo()
    {
        Write("train", count: 1, label: 0);
        _folder.Write("train-images-idx3-ubyte.gz", [1, 2, 2], new byte[4]);

        Should.Throw<DatasetException>(() => new FashionMnist(_folder.Root).LoadSplit(TwoImages))
            .Message.ShouldContain("2 × 2 instead of 28 × 28");
    }

    public void Dispose() => _folder.Dispose();

    void Write(string part, int count, byte label)
    {
        _folder.Write($"{part}-images-idx3-ubyte.gz", [count, 28, 28], [.. Enumerable.Repeat((byte)255, count * 784)]);
        _folder.Write($"{part}-labels-idx1-ubyte.gz", [count], [.. Enumerable.Repeat(label, count)]);
    }
}
