using Serverless.Learning.Datasets;

namespace Serverless.Learning.Tests.Datasets;

public sealed class IdxReaderTests : IDisposable
{
    readonly IdxFolder _folder = new();

    [Fact]
    public void Read_ThreeDimensions_GivesSizesAndValues()
    {
        var path = _folder.Write("images.gz", [2, 1, 3], [1, 2, 3, 4, 5, 255]);

        var file = IdxReader.Read(path, dimensions: 3);

        file.Sizes.ShouldBe([2, 1, 3]);
        file.Values.ShouldBe([1, 2, 3, 4, 5, 255]);
    }

    [Fact]
    public void Read_MissingFile_NamesIt() => ShouldFail(_folder.Path("missing.gz"), 1, "there is no such file");

    [Fact]
    public void Read_ValuesMissing_SaysTruncated() => ShouldFail(_folder.Write("labels.gz", [5], [1, 2, 3, 4]), 1, "truncated");

    [Fact]
    public void Read_HeaderMissing_SaysTruncated() => ShouldFail(_folder.WriteGzipped("labels.gz", [0, 0, 8]), 1, "truncated");

    [Fact]
    public void Read_ValuesLeftOver_SaysSo() => ShouldFail(_folder.Write("labels.gz", [3], [1, 2, 3, 4]), 1, "more than the 3 values");

    [Fact]
    public void Read_OtherType_SaysWhatItBeginsWith() => ShouldFail(_folder.Write("labels.gz", [1], [1], type: 0x0D), 1, "00000D01");

    [Fact]
    public void Read_OtherDimensions_SaysHowMany() => ShouldFail(_folder.Write("labels.gz", [1, 1], [1]), 1, "2 dimensions instead of 1");

    [Fact]
    public void Read_LabelsWhereImagesAreAskedFor_SaysTheOrder() =>
        ShouldFail(_folder.Write("labels.gz", [1], [1]), 3, "These are labels: list the file of images first");

    [Fact]
    public void Read_ImagesWhereLabelsAreAskedFor_SaysTheOrder() =>
        ShouldFail(_folder.Write("images.gz", [1, 1, 1], [1]), 1, "These are images: list the file of images first");

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Read_ImpossibleSize_SaysSo(int first, int second) =>
        ShouldFail(_folder.Write("images.gz", [first, second], [1]), 2, "impossible size");

    [Fact]
    public void Read_NotGzipped_IsReadAsItIs()
    {
        File.WriteAllBytes(_folder.Path("labels"), [0, 0, 8, 1, 0, 0, 0, 2, 7, 9]);

        IdxReader.Read(_folder.Path("labels"), dimensions: 1).Values.ShouldBe([7, 9]);
    }

    [Fact]
    public void Read_SomethingElse_SaysWhatItBeginsWith()
    {
        File.WriteAllText(_folder.Path("labels"), "plain text");

        ShouldFail(_folder.Path("labels"), 1, "begins with 706C6169");
    }

    [Fact]
    public void Read_GzipCutShort_SaysTruncatedOrDamaged()
    {
        var values = new byte[4_000];
        new Random(1).NextBytes(values);
        var path = _folder.Write("labels.gz", [4_000], values);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^500]);

        Should.Throw<DatasetException>(() => IdxReader.Read(path, dimensions: 1)).Path.ShouldBe(path);
    }

    public void Dispose() => _folder.Dispose();

    static void ShouldFail(string path, int dimensions, string reason)
    {
        var error = Should.Throw<DatasetException>(() => IdxReader.Read(path, dimensions));

        error.Message.ShouldContain(path);
        error.Message.ShouldContain(reason);
    }
}
