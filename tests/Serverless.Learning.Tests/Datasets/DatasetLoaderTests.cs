using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Datasets;

public sealed class DatasetLoaderTests : IDisposable
{
    const int Record = 3_073;

    readonly OwnFiles _files = new();

    [Fact]
    public void LoadSplit_CifarInTwoFiles_DealsOutAllAndNormalisesByTrainingImages()
    {
        // Image i is all of value i + 10 · channel.
        var cifar = Cifar(Write("1.bin", 0, 1, 2), Write("2.bin", 3, 4));

        var split = DatasetLoader.LoadSplit(cifar, _files.Root);

        split.Training.Labels.Concat(split.Validation.Labels).Order().ShouldBe(new byte[] { 0, 1, 2, 3, 4 });
        double[] trained = [.. split.Training.Labels.Select(label => (double)label)];
        var mean = trained.Average();
        var deviation = Math.Sqrt(trained.Average(value => Math.Pow(value - mean, 2)));
        split.Normalisation.Mean.Select(value => (double)value).ShouldBe([mean / 255, (mean + 10) / 255, (mean + 20) / 255], 1e-6);
        split.Normalisation.Deviation.ShouldAllBe(value => Math.Abs(value - (deviation / 255)) < 1e-6);
        split.Validation.Pixels[0].ShouldBe((float)((split.Validation.Labels[0] - mean) / deviation), 1e-4f);
        split.Training.Pixels.Average().ShouldBe(0, 1e-4f);
        split.Normalisation.Black[1].ShouldBe((float)(-(mean + 10) / deviation), 1e-3f);
    }

    [Fact]
    public void LoadTest_OwnDataset_IsNormalisedAsTheTrainingImages()
    {
        var cifar = Cifar(Write("1.bin", 0, 1, 2, 3, 4));
        cifar = cifar with { Source = cifar.Source! with { Test = [new DatasetFile { Path = Write("test.bin", 7) }] } };

        var test = DatasetLoader.LoadTest(cifar, _files.Root);

        var normalisation = DatasetLoader.LoadSplit(cifar, _files.Root).Normalisation;
        test.Labels.ShouldBe([7]);
        test.Pixels[0].ShouldBe(((7 / 255f) - normalisation.Mean[0]) / normalisation.Deviation[0], 1e-5f);
    }

    [Fact]
    public void LoadTest_Folds_IsNormalisedAsTheTrainingImagesOfTheFirst()
    {
        // Seven images, six of them dealt into three folds: without folds others would be trained on.
        var cifar = Cifar(Write("1.bin", 0, 1, 2, 3, 4, 5, 9)) with { TrainingImages = 4, ValidationImages = 2 };
        cifar = cifar with { Folds = 3, Source = cifar.Source! with { Test = [new DatasetFile { Path = Write("test.bin", 7) }] } };

        var test = DatasetLoader.LoadTest(cifar, _files.Root);

        float NormalisedBy(DatasetSpecification dataset) =>
            DatasetLoader.LoadSplit(dataset, _files.Root).Normalisation is var normalisation ? ((7 / 255f) - normalisation.Mean[0]) / normalisation.Deviation[0] : 0;
        var folds = cifar.OfEachFold().Select(NormalisedBy).ToList();
        test.Pixels[0].ShouldBe(folds[0], 1e-5f, "the network that is kept is the first fold's");
        folds.Distinct().Count().ShouldBeGreaterThan(1);
        Math.Abs(NormalisedBy(cifar with { Folds = null }) - folds[0]).ShouldBeGreaterThan(1e-3f);
    }

    [Fact]
    public void LoadSplit_Cifar100_TakesTheFineLabel()
    {
        byte[] record = [19, 99, .. new byte[3_072]];
        byte[] other = [19, 98, .. new byte[3_072]];
        _files.Write("train.bin", [.. record, .. other]);
        var cifar = Own(DatasetFormat.Cifar100, new ImageShape(3, 32, 32, 100), images: 1, "train.bin");

        var split = DatasetLoader.LoadSplit(cifar, _files.Root);
        split.Training.Labels.Concat(split.Validation.Labels).Order().ShouldBe(new byte[] { 98, 99 });
    }

    [Fact]
    public void LoadSplit_PlainIdx_ReadsImagesAndLabels()
    {
        _files.Write("images", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4, .. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        _files.Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);

        var split = DatasetLoader.LoadSplit(Own(DatasetFormat.Idx, new ImageShape(1, 4, 4, 2), images: 1, "images", "labels"), _files.Root);

        split.Training.Labels.Concat(split.Validation.Labels).Order().ShouldBe(new byte[] { 0, 1 });
        split.Training.Pixels.Length.ShouldBe(16);
    }

    [Fact]
    public void LoadSplit_OtherSum_SaysBoth()
    {
        var path = Write("1.bin", 0, 1);
        var sum = FileSum.Of(_files.Path(path));
        var cifar = Own(DatasetFormat.Cifar10, new ImageShape(3, 32, 32, 10), images: 1, path);
        DatasetSpecification With(string sha256) => cifar with { Source = cifar.Source! with { Training = [new DatasetFile { Path = path, Sha256 = sha256 }] } };

        DatasetLoader.LoadSplit(With(sum), _files.Root).Training.Count.ShouldBe(1);
        var error = Should.Throw<DatasetException>(() => DatasetLoader.LoadSplit(With(new string('0', 64)), _files.Root));

        error.Path.ShouldBe(_files.Path(path));
        error.Message.ShouldContain($"its SHA-256 is {sum} instead of 0000");
    }

    [Fact]
    public void LoadSplit_CifarThatIsCutShort_SaysSo()
    {
        _files.Write("short.bin", new byte[Record - 1]);
        _files.Write("empty.bin", []);
        _files.Write("label.bin", [10, .. new byte[Record - 1]]);

        ShouldFail("short.bin", "3072 bytes are not a multiple of the record size 3073");
        ShouldFail("empty.bin", "0 bytes are not a multiple");
        ShouldFail("label.bin", "the label of record 0 is 10; the 10 classes are 0 to 9");
        ShouldFail("missing.bin", "there is no such file");
    }

    [Fact]
    public void LoadSplit_FewerImagesThanAskedFor_SaysHowMany() =>
        Should.Throw<DatasetException>(() => DatasetLoader.LoadSplit(Cifar(Write("1.bin", 0, 1)) with { TrainingImages = 2 }, _files.Root))
            .Message.ShouldContain("own: its training files hold 2 images; trainingImages 2 and validationImages 2 need 4");

    [Fact]
    public void LoadSplit_ChannelOfOneValue_IsOnlyShifted()
    {
        _files.Write("1.bin", [.. Enumerable.Range(0, 5).SelectMany(label => (byte[])[(byte)label, .. Enumerable.Repeat((byte)5, Record - 1)])]);

        DatasetLoader.LoadSplit(Cifar("1.bin"), _files.Root).Training.Pixels.ShouldAllBe(pixel => Math.Abs(pixel) < 1e-5);
    }

    [Fact]
    public void LoadSplit_OneClassOnly_SaysThatThereIsNothingToTellApart() =>
        Should.Throw<DatasetException>(() => DatasetLoader.LoadSplit(Cifar(Write("1.bin", 5, 5, 5, 5, 5)), _files.Root))
            .Message.ShouldContain("all 5 images of its training files have label 5");

    public void Dispose() => _files.Dispose();

    string Write(string name, params byte[] images)
    {
        _files.Write(name, [.. images.SelectMany(image => (byte[])
        [
            image,
            .. Enumerable.Repeat(image, 1_024),
            .. Enumerable.Repeat((byte)(image + 10), 1_024),
            .. Enumerable.Repeat((byte)(image + 20), 1_024),
        ])]);
        return name;
    }

    static DatasetSpecification Cifar(params string[] files) =>
        Own(DatasetFormat.Cifar10, new ImageShape(3, 32, 32, 10), images: 3, files) with { ValidationImages = 2 };

    static DatasetSpecification Own(DatasetFormat format, ImageShape shape, int images, params string[] files) => new()
    {
        Name = "own",
        TrainingImages = images,
        ValidationImages = 1,
        Source = new DatasetSource { Format = format, Shape = shape, Training = [.. files.Select(file => new DatasetFile { Path = file })] },
    };

    void ShouldFail(string file, string reason)
    {
        var error = Should.Throw<DatasetException>(() => DatasetLoader.LoadSplit(Cifar(file), _files.Root));

        error.Message.ShouldStartWith(_files.Path(file));
        error.Message.ShouldContain(reason);
    }
}
