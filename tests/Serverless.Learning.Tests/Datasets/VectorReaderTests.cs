using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Datasets;

public sealed class VectorReaderTests : IDisposable
{
    readonly OwnFiles _files = new();

    [Fact]
    public void Read_TwoFiles_AreOneAfterTheOther()
    {
        Write("1.csv", "width,Label,height\n1.5,b,-2\n\n3e2,a,0\n");
        Write("2.csv", "width,Label,height\r\n7,b,8\r\n");

        var vectors = SourceReader.ReadTraining(Source("1.csv", "2.csv"), _files.Root);

        var values = new float[6];
        vectors.Pixels.Read(0, values);
        values.ShouldBe([1.5f, -2, 300, 0, 7, 8]);
        vectors.Labels.ShouldBe(new byte[] { 1, 0, 1 });
        vectors.ClassNames.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Read_TestFileOfOtherColumns_IsRefused()
    {
        Write("train.csv", "width,height,label\n1,2,a\n3,4,b\n");
        Write("test.csv", "height,width,label\n2,1,a\n");
        var source = Source("train.csv") with { Test = [new DatasetFile { Path = "test.csv" }] };

        var error = Should.Throw<DatasetException>(() => SourceReader.ReadTest(source, _files.Root, SourceReader.ReadTraining(source, _files.Root)));

        error.Message.ShouldContain("test.csv: its columns are height, width, not those of the training data, in their order: width, height.");
    }

    [Theory]
    [InlineData("1e-30", "3e-30", 1)]
    [InlineData("1e-42", "3e-42", 1)]
    [InlineData("1000.01", "1000.03", 1)]
    [InlineData("5e-30", "5e-30", 0)]
    [InlineData("0", "0", 0)]
    public void LoadSplit_ColumnsOfAnySize_AreBroughtToOneScaleAndConstantOnesToZero(string low, string high, float expected)
    {
        Write("1.csv", string.Join('\n', ["width,height,label", .. Enumerable.Range(0, 6).Select(line => $"{(line % 2 == 0 ? low : high)},{line},{"ab"[line % 2]}")]));
        var dataset = new DatasetSpecification { Name = "own", TrainingImages = 4, ValidationImages = 2, Source = Source("1.csv") };

        var split = Enumerable.Range(0, 20).Select(seed => DatasetLoader.LoadSplit(dataset with { SplitSeed = seed }, _files.Root))
            .First(split => split.Training.Labels.Count(label => label == 0) == 2);

        split.Training.Pixels.Where((_, place) => place % 2 == 0).ShouldAllBe(value => Math.Abs(Math.Abs(value) - expected) < 0.01f);
        split.Normalisation.Text.ShouldNotContain("/ 0)");
        split.Normalisation.Text.Split("; ")[0].ShouldNotEndWith("/ 0.0000");
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("width,height\n1,2\n", "0 columns are named 'label'")]
    [InlineData("label,width,label\na,2,a\n", "2 columns are named 'label'")]
    [InlineData("width,label\n1,a\n", "1 columns beside 'label', not the 2")]
    [InlineData("width,height,label\n1,2,a\n1,2\n", "line 3: There are 2 cells, not 3")]
    [InlineData("width,height,label\n1,2,a\n1,many,b\n", "line 3: 'many' in column 'height' is not a finite number")]
    [InlineData("width,height,label\n1,,a\n", "line 2: '' in column 'height' is not a finite number")]
    [InlineData("width,height,label\n1,NaN,a\n", "'NaN'")]
    [InlineData("width,height,label\n1,2,\n", "line 2: The label is empty")]
    [InlineData("width,height,label\n1,2,a\n", "it has 1 classes, not the 2")]
    [InlineData("width,height,label\n1,2,\"a\n", "A quote is opened")]
    public void Read_WhatIsWrong_SaysWhereAndWhat(string content, string told)
    {
        Write("1.csv", content);

        var error = Should.Throw<DatasetException>(() => SourceReader.ReadTraining(Source("1.csv"), _files.Root));

        error.Message.ShouldContain(told);
        error.Message.ShouldContain("1.csv");
    }

    public void Dispose() => _files.Dispose();

    void Write(string name, string content) => File.WriteAllText(_files.Path(name), content);

    static DatasetSource Source(params string[] names) => new()
    {
        Format = DatasetFormat.Csv,
        Shape = new ImageShape(2, 1, 1, 2),
        Training = [.. names.Select(name => new DatasetFile { Path = name })],
    };
}
