using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace OnnxRuntime.Tests;

public sealed class SessionOptionsTests
{
    const int Many = 16;

    [Fact]
    public void Options_SetForOneThread_KeepTheirValues()
    {
        using var options = OneThread();

        options.IntraOpNumThreads.ShouldBe(1);
        options.InterOpNumThreads.ShouldBe(1);
        options.ExecutionMode.ShouldBe(ExecutionMode.ORT_SEQUENTIAL);
        options.GraphOptimizationLevel.ShouldBe(GraphOptimizationLevel.ORT_ENABLE_ALL);
    }

    [Fact]
    public void Session_WithOneThread_StartsNoOthers()
    {
        using var one = OneThread();
        using var many = new SessionOptions { IntraOpNumThreads = Many };
        using var warmUp = new InferenceSession(SmallModel.Bytes(), one);

        var before = Threads();
        using var single = new InferenceSession(SmallModel.Bytes(), one);
        var withSingle = Threads();
        using var pooled = new InferenceSession(SmallModel.Bytes(), many);
        var withPooled = Threads();

        // The process may start a thread of its own meanwhile, but not a dozen.
        (withSingle - before).ShouldBeLessThan(Many / 2);
        (withPooled - withSingle).ShouldBeGreaterThan(Many / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_WithAnyNumberOfThreads_GivesTheSame(int threads)
    {
        float[] row = [4, 3, 2];
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        using var session = new InferenceSession(SmallModel.Bytes(), options);

        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(row, [1, 3]))]);

        results.Single().AsTensor<float>().ToArray().ShouldBe(SmallModel.Expected(row));
    }

    [Fact]
    public void Environment_OfTheRuntime_ListsTheCpuAndItsVersion()
    {
        var environment = OrtEnv.Instance();

        environment.GetAvailableProviders().ShouldContain("CPUExecutionProvider");
        Version.Parse(environment.GetVersionString()).ShouldBeGreaterThanOrEqualTo(new Version(1, 20));
    }

    [Fact]
    public void NativeLibrary_OfAProjectThatDependsOnTheBinding_LiesBesideIt() =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so")).ShouldBeTrue();

    static SessionOptions OneThread() => new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
