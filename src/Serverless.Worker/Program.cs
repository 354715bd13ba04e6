using Serverless.Worker;

return await WorkerCommand.InvokeAsync(args, WorkerHost.RunAsync);
