using System.Runtime.CompilerServices;
using Serverless.Learning.Kernels;

// Compiled into every test project that trains (TrainsNetworks in its project file).
static class TorchStart
{
    /// <summary>Before any test: kernels that compute right, however the tests are run.</summary>
    [ModuleInitializer]
    internal static void Start()
    {
        if (TorchProcess.RunCheck([.. Environment.GetCommandLineArgs().Skip(1)]) is { } status)
        {
            Environment.Exit(status);
        }

        try
        {
            TorchProcess.Start(typeof(TorchStart).Assembly);
        }
        catch (TorchException unfit)
        {
            Console.Error.WriteLine(unfit.Message);
            Environment.Exit(1);
        }
    }
}
