using System.CommandLine;
using OrleansSessions.Benchmarks.Load;
using OrleansSessions.Benchmarks.Micro;
using OrleansSessions.Benchmarks.Peers;
using OrleansSessions.Benchmarks.Scale;
using OrleansSessions.Benchmarks.Store;

var root = new RootCommand("Measures OrleansSessions. Build it as Release; the figures of one run compare, those of two need not.")
{
    MicroCommand.Create(), PeersCommand.Create(), StoreCommand.Create(), ScaleCommand.Create(), LoadCommand.Create(), SiloCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
