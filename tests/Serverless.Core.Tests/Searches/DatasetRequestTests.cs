using Serverless.Core.Datasets;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Searches;

public sealed class DatasetRequestTests
{
    const string Sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    const string Flowers = """
        {
          "name": "flowers", "trainingImages": 100, "validationImages": 50,
          "source": {
            "format": "npz", "shape": { "channels": 3, "height": 32, "width": 16, "classes": 5 },
            "training": [ { "path": "flowers/train.npz" } ], "test": [ { "blob": "flowers/test.npz", "sha256": "SUM" } ]
          }
        }
        """;

    [Fact]
    public void Read_OwnDataset_IsKept()
    {
        var dataset = Read(Flowers).Request.ShouldNotBeNull().Dataset;

        var source = dataset.Source.ShouldNotBeNull();
        (source.Format, source.Shape, dataset.Shape).ShouldBe((DatasetFormat.Npz, new ImageShape(3, 32, 16, 5), source.Shape));
        source.Training.ShouldBe([new DatasetFile { Path = "flowers/train.npz" }]);
        source.Test.ShouldBe([new DatasetFile { Blob = "flowers/test.npz", Sha256 = Sum }]);
    }

    [Fact]
    public void Read_Cifar_KnowsItsShape() =>
        Read(Cifar).Request.ShouldNotBeNull().Dataset.Source!.Shape.ShouldBe(new ImageShape(3, 32, 32, 100));

    [Theory]
    [InlineData("\"name\": \"flowers\"", "\"name\": \"fashion-mnist\"", "/dataset/name", "is built in")]
    [InlineData("\"name\": \"flowers\"", "\"name\": \"../x\"", "/dataset/name", "lower-case letters")]
    [InlineData("\"trainingImages\": 100, ", "", "/dataset/trainingImages", "required for a dataset of your own")]
    [InlineData("\"npz\"", "\"png\"", "/dataset/source/format", "use one of idx, cifar10, cifar100, npz, images, csv")]
    [InlineData("\"npz\",", "\"npz\", \"resize\": \"crop\",", "/dataset/source/resize", "not those of 'npz'")]
    [InlineData("\"trainingImages\": 100,", "\"trainingImages\": 100, \"folds\": 4,", "/dataset/folds", "Use 111 and 37")]
    [InlineData("\"trainingImages\": 100,", "\"trainingImages\": 100, \"folds\": 1,", "/dataset/folds", "from 2 to 10")]
    [InlineData("\"trainingImages\": 100,", "\"trainingImages\": 100, \"fold\": 1,", "/dataset/fold", "")]
    [InlineData("\"npz\", \"shape\": { \"channels\": 3", "\"images\", \"shape\": { \"channels\": 2", "/dataset/source/shape/channels", "1 channel (grey) or 3 channels (colour)")]
    [InlineData("\"npz\", \"shape\": { \"channels\": 3, \"height\": 32, \"width\": 16", "\"csv\", \"shape\": { \"channels\": 13", "/dataset/source/shape", "multiples of 4, not 1 × 1")]
    [InlineData("\"npz\"", "\"cifar10\"", "/dataset/source/shape", "determines this")]
    [InlineData("\"height\": 32", "\"height\": 30", "/dataset/source/shape", "multiples of 4, not 30 × 16")]
    [InlineData("\"height\": 32", "\"height\": 513", "/dataset/source/shape/height", "from 4 to 512")]
    [InlineData("\"width\": 16", "\"width\": 0", "/dataset/source/shape/width", "from 1 to 512")]
    [InlineData(", \"classes\": 5", "", "/dataset/source/shape/classes", "required")]
    [InlineData("flowers/train.npz", "../secret.npz", "/dataset/source/training/0/path", "not a valid path below a folder")]
    [InlineData("flowers/train.npz", "/etc/shadow", "/dataset/source/training/0/path", "not a valid path below a folder")]
    [InlineData("{ \"path\": \"flowers/train.npz\" }", "{ }", "/dataset/source/training/0", "give one of the three")]
    [InlineData("{ \"path\": \"flowers/train.npz\" }", "{ \"path\": \"a\", \"blob\": \"b\" }", "/dataset/source/training/0", "give one of the three")]
    [InlineData("{ \"path\": \"flowers/train.npz\" }", "", "/dataset/source/training", "has one file here, not 0")]
    [InlineData("{ \"path\": \"flowers/train.npz\" }", "{ \"blobFolder\": \"flowers\" }", "/dataset/source/training/0/blobFolder", "Only datasets of format 'images'")]
    [InlineData("SUM", "9f86", "/dataset/source/test/0/sha256", "64 hexadecimal digits")]
    public void Read_OneFault_IsReportedThere(string what, string instead, string pointer, string message)
    {
        var fault = Read(Flowers.Replace(what, instead, StringComparison.Ordinal)).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe(pointer);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public void RecipeHash_OfOtherContent_IsAnother()
    {
        var dataset = Read(Flowers.Replace("train.npz\"", "train.npz\", \"sha256\": \"SUM\"", StringComparison.Ordinal)).Request!.Dataset;
        var file = dataset.Source!.Training[0];
        string HashOf(DatasetSource source) => RecipeHash.Of(
            new SpaceSpecification { Name = "nasbench201" }, dataset with { Source = source }, new TrainingRecipe());
        string HashWith(DatasetFile training) => HashOf(dataset.Source with { Training = [training] });

        HashWith(file with { Sha256 = new string('0', 64) }).ShouldNotBe(HashWith(file));
        HashWith(file with { Path = "elsewhere.npz" }).ShouldBe(HashWith(file), "what it holds counts, not where it lies");
        HashWith(new DatasetFile { Blob = "flowers.npz", Sha256 = Sum }).ShouldBe(HashWith(file));
        HashOf(dataset.Source with { Test = null }).ShouldBe(HashWith(file), "nothing is trained on test images");
        HashOf(dataset.Source with { Shape = dataset.Source.Shape with { Classes = 6 } }).ShouldNotBe(HashWith(file));
    }

    [Fact]
    public void RecipeHash_OfUnknownContent_IsOneOfEachSearch()
    {
        var request = Read(Flowers).Request!;
        string HashIn(string search) => RecipeHash.Of(request with { Dataset = request.Dataset with { Source = request.Dataset.Source!.In(search) } });

        HashIn("s1").ShouldBe(HashIn("s1"));
        HashIn("s1").ShouldNotBe(HashIn("s2"), "the file may have changed in between");
    }

    [Fact]
    public void Read_FoldsOrValidationFiles_AreOneOrTheOther()
    {
        var folds = Flowers.Replace("50,", "25, \"folds\": 5,", StringComparison.Ordinal);
        var both = folds.Replace("\"test\":", "\"validation\": [ { \"path\": \"v.npz\" } ], \"test\":", StringComparison.Ordinal);

        Read(folds).Request.ShouldNotBeNull().TrainingsPerCandidate.ShouldBe(5);
        Read(both).Errors.ShouldHaveSingleItem().Message.ShouldContain("remove the folds or the validation files");
    }

    [Fact]
    public void RecipeHash_OfFoldsAndValidationFiles_IsAnother()
    {
        var dataset = Read(Flowers).Request!.Dataset;
        string HashOf(DatasetSpecification one) => RecipeHash.Of(new SpaceSpecification { Name = "nasbench201" }, one, new TrainingRecipe());
        string[] hashes =
        [
            HashOf(dataset), HashOf(dataset with { Folds = 5 }), HashOf(dataset with { Folds = 5, Fold = 0 }), HashOf(dataset with { Folds = 5, Fold = 1 }),
            HashOf(dataset with { Source = dataset.Source! with { Validation = [new DatasetFile { Path = "v.npz" }] } }),
            HashOf(dataset with { Source = dataset.Source with { Resize = ImageResizing.Crop } }),
        ];

        hashes.ShouldBeUnique();
    }

    [Theory]
    [InlineData(Flowers)]
    [InlineData(Cifar)]
    public void Read_WhatWasWritten_ReadsTheSame(string json)
    {
        var request = Read(json).Request!;
        var written = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest);

        var again = SearchRequestReader.Read(written, Requests.Catalogue);

        again.Errors.ShouldBeEmpty();
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(again.Request!, CoreJson.Default.SearchRequest).ShouldBe(written);
    }

    const string Cifar = """
        {
          "name": "cifar", "trainingImages": 100, "validationImages": 50,
          "source": { "format": "cifar100", "training": [ { "path": "cifar/train.bin" } ] }
        }
        """;

    static SearchRequestReading Read(string dataset) => Requests.ReadWith("dataset", dataset.Replace("SUM", Sum, StringComparison.Ordinal));
}
