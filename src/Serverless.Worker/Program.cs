using Serverless.Learning.Kernels;
using Serverless.Worker;

if (TorchProcess.RunCheck(args) is { } status)
{
    return status;
}

var kernels = TorchProcess.ChoiceOf(typeof(WorkerHost).Assembly);
return await WorkerCommand.InvokeAsync(
    args,
    (options, cancellation) => WorkerHost.RunAsync(options, () => TorchProcess.Start(kernels), cancellation),
    () => KernelTable.Write(kernels, Console.Out, Console.Error));
