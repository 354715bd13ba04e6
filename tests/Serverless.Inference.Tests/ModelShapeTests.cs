using Serverless.Spaces;

namespace Serverless.Inference.Tests;

public sealed class ModelShapeTests
{
    [Fact]
    public void Read_Classifier_GivesWhatItTakesAndAnswers() =>
        ModelShape.Read("m", LinearModel.Write(3, 4, 5, 7, new float[3 * 4 * 5 * 7])).ShouldBe(new ImageShape(3, 4, 5, 7));

    [Fact]
    public void Read_BytesThatAreNoModel_NamesTheFile() =>
        Should.Throw<ModelException>(() => ModelShape.Read("a/b.onnx", [1, 2, 3])).Message.ShouldContain("'a/b.onnx'");
}
