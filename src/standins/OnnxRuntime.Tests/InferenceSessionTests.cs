using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OnnxRuntime.Tests;

public sealed class InferenceSessionTests
{
    static readonly float[] Rows = [1, 2, 3, -1, 0.5f, 4];

    [Fact]
    public void Run_OfAModelInBytes_ComputesIt()
    {
        using var session = new InferenceSession(SmallModel.Bytes());
        var input = NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(Rows, [2, SmallModel.Inputs]));

        using var results = session.Run([input]);

        var output = results.Single();
        output.Name.ShouldBe("y");
        output.AsTensor<float>().Dimensions.ToArray().ShouldBe([2, SmallModel.Outputs]);
        output.AsTensor<float>().ToArray().ShouldBe([.. SmallModel.Expected(Rows.AsSpan(0, 3)), .. SmallModel.Expected(Rows.AsSpan(3))]);
    }

    [Fact]
    public void Run_OverManagedMemory_NeedsNoCopies()
    {
        using var session = new InferenceSession(SmallModel.Bytes());
        var buffer = Rows[..3];
        using var input = OrtValue.CreateTensorValueFromMemory(buffer, [1, SmallModel.Inputs]);
        using var options = new RunOptions();

        using var before = session.Run(options, ["x"], [input], ["y"]);
        buffer[0] = 7;
        using var after = session.Run(options, ["x"], [input], ["y"]);

        before[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe(SmallModel.Expected(Rows.AsSpan(0, 3)));
        after[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe(SmallModel.Expected(buffer));
    }

    [Fact]
    public void Metadata_OfAModel_TellsNamesTypesAndSizes()
    {
        using var session = new InferenceSession(SmallModel.Bytes());

        session.InputNames.ShouldBe(["x"]);
        session.OutputNames.ShouldBe(["y"]);
        session.InputMetadata["x"].ElementType.ShouldBe(typeof(float));
        session.InputMetadata["x"].Dimensions.ShouldBe([-1, SmallModel.Inputs]);
        session.InputMetadata["x"].SymbolicDimensions[0].ShouldBe("n");
    }

    [Fact]
    public void Session_FromAFile_IsTheSameModel()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, SmallModel.Bytes());
            using var session = new InferenceSession(path);

            session.OutputNames.ShouldBe(["y"]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Session_OfBytesThatAreNoModel_Throws() =>
        Should.Throw<OnnxRuntimeException>(() => new InferenceSession("not a model"u8.ToArray()));

    [Fact]
    public void Run_WithAnotherShapeOrName_SaysWhatIsWrong()
    {
        using var session = new InferenceSession(SmallModel.Bytes());
        var narrow = NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(Rows, [3, 2]));
        var unknown = NamedOnnxValue.CreateFromTensor("z", new DenseTensor<float>(Rows, [2, 3]));

        Should.Throw<OnnxRuntimeException>(() => session.Run([narrow])).Message.ShouldContain("x");
        Should.Throw<Exception>(() => session.Run([unknown])).Message.ShouldContain("z");
    }
}
