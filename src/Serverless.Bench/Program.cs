using Serverless.Bench;
using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Problems;
using Serverless.Bench.Surrogates;
using Serverless.Learning.Kernels;

if (TorchProcess.RunCheck(args) is { } status)
{
    return status;
}

return args is ["surrogate", "evaluate", .. var rest]
    ? await EvaluateCommand.InvokeAsync(rest, Console.Error, Evaluate)
    : await BenchCommand.InvokeAsync(args, Console.Error, Run);

static void Run(BenchOptions options, CancellationToken cancellation)
{
    if (Suites.NeedsTorch(options.Suite))
    {
        StartTorch();
    }

    if (options.IsServing)
    {
        CnnSession.Serve(options, Console.In, Console.Out, cancellation);
        return;
    }

    BenchSession.Run(options, Console.Out, Console.Error, cancellation);
}

static void Evaluate(EvaluateOptions options, CancellationToken cancellation)
{
    StartTorch();
    if (options.IsServing)
    {
        EvaluationServer.Run(token => EvaluationTask.All(options, EvaluationPlanner.Plan(options), token), Console.In, Console.Out, cancellation);
    }
    else
    {
        EvaluationSession.Run(options, Console.Out, Console.Error, cancellation);
    }
}

static void StartTorch()
{
    try
    {
        TorchProcess.Start(typeof(BenchSession).Assembly);
    }
    catch (TorchException unfit)
    {
        throw new BenchException(unfit.Message);
    }
}
